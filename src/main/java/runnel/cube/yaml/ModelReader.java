package runnel.cube.yaml;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.zip.CRC32C;
import runnel.cube.Catalog;
import runnel.cube.Cube;
import runnel.cube.Entity;
import runnel.cube.Finding;

/**
 * Compiles the files of a model into a catalog.
 *
 * <p>Everything that is wrong is found at once. What is right serves: a broken file takes nothing
 * but itself out, a broken member nothing but itself and what refers to it.
 */
public final class ModelReader {
    /** The most files of a model. */
    public static final int MAX_FILES = 5_000;

    private ModelReader() {}

    /** Reads all model files below a directory, by path. */
    public static List<ModelFile> files(Path directory) {
        return new ModelWatch(directory).read();
    }

    /**
     * Bytes that are no UTF-8 become replacement characters, which then are found where they stand.
     */
    static String text(Path file) throws IOException {
        return new String(Files.readAllBytes(file), StandardCharsets.UTF_8);
    }

    /** Compiles files that were read before. */
    public static Catalog compile(Collection<ModelFile> files) {
        var report = new Report();
        files.forEach(file -> report.addAll(file.findings()));
        var names = new Names(files, report);
        var cubes = new LinkedHashMap<String, Cube>();
        for (var declaration : names.all()) {
            if (declaration.kind() == Declaration.Kind.CUBE) {
                new CubeReader(names, declaration, report)
                        .read()
                        .ifPresent(cube -> cubes.put(cube.name(), cube));
            }
        }
        var working = new Pruner(cubes, report).prune();
        var entities = new ArrayList<Entity>();
        for (var declaration : names.all()) {
            if (declaration.kind() == Declaration.Kind.VIEW) {
                entities.add(new ViewReader(working, names, declaration, report).read());
            } else if (working.containsKey(declaration.name())) {
                entities.add(working.get(declaration.name()));
            }
        }
        var rules =
                files.stream()
                        .flatMap(file -> file.rules().stream())
                        .map(fields -> new PolicyReader("", report).rule(fields))
                        .toList();
        new PolicyCheck(entities, report).check(rules);
        var findings = report.findings();
        findings.sort(Comparator.comparing(Finding::place));
        return new Catalog(entities, rules, findings, version(files));
    }

    /** Compiles everything below a directory. */
    public static Catalog read(Path directory) {
        return compile(files(directory));
    }

    private static String version(Collection<ModelFile> files) {
        var sum = new CRC32C();
        var length = 0L;
        for (var file : files) {
            var bytes = (file.path() + "\n" + file.text()).getBytes(StandardCharsets.UTF_8);
            sum.update(bytes);
            length += bytes.length;
        }
        return Long.toHexString(sum.getValue()) + "-" + length;
    }

    static Map<String, Entity> byName(List<Entity> entities) {
        var map = new LinkedHashMap<String, Entity>();
        entities.forEach(entity -> map.put(entity.name(), entity));
        return map;
    }
}
