package runnel.cube.yaml;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.BasicFileAttributes;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.TreeMap;
import runnel.base.Problem;

/**
 * The model files of a directory, parsed anew only where they changed. Used by one thread at a
 * time.
 */
public final class ModelWatch {
    private static final List<String> ENDINGS =
            List.of(".yml", ".yaml", ".js", ".ts", ".py", ".jinja");

    /** Lies beside the model and is no part of it: questions with the queries that answer them. */
    private static final List<String> OTHERS = List.of("questions.yml", "questions.yaml");

    private final Path directory;
    private Map<String, String> stamps = Map.of();
    private Map<String, ModelFile> parsed = Map.of();

    public ModelWatch(Path directory) {
        this.directory = directory;
    }

    /** Whether files came, went or changed since they were last read. */
    public boolean changed() {
        return !stamps(paths()).equals(stamps);
    }

    /**
     * All files by their path below the directory.
     *
     * @throws Problem {@code model-directory} or {@code model-unreadable}
     */
    public List<ModelFile> read() {
        var paths = paths();
        var fresh = stamps(paths);
        var files = new HashMap<String, ModelFile>();
        var ordered = new ArrayList<ModelFile>();
        paths.forEach((name, path) -> {
            var known =
                    Optional.ofNullable(
                            Objects.equals(fresh.get(name), stamps.get(name))
                                    ? parsed.get(name)
                                    : null);
            var file = known.orElseGet(() -> parse(name, path));
            files.put(name, file);
            ordered.add(file);
        });
        stamps = fresh;
        parsed = files;
        return ordered;
    }

    private Map<String, Path> paths() {
        if (!Files.isDirectory(directory)) {
            throw new Problem(Problem.Kind.NOT_FOUND, "model-directory", directory);
        }
        try (var walk = Files.walk(directory)) {
            var files = new TreeMap<String, Path>();
            walk.filter(file ->
                            ENDINGS.stream().anyMatch(file.toString()::endsWith)
                                    && !OTHERS.contains(String.valueOf(file.getFileName()))
                                    && Files.isRegularFile(file))
                    .limit(ModelReader.MAX_FILES)
                    .forEach(file ->
                            files.put(
                                    directory.relativize(file).toString().replace('\\', '/'),
                                    file));
            return files;
        } catch (IOException | java.io.UncheckedIOException e) {
            throw unreadable(e);
        }
    }

    /** What tells one version of a file from another: size and time of change. */
    private Map<String, String> stamps(Map<String, Path> paths) {
        var stamps = new HashMap<String, String>();
        paths.forEach((name, path) -> {
            try {
                var attributes = Files.readAttributes(path, BasicFileAttributes.class);
                stamps.put(name, attributes.size() + "@" + attributes.lastModifiedTime());
            } catch (IOException e) {
                stamps.put(name, "gone");
            }
        });
        return stamps;
    }

    private static ModelFile parse(String name, Path file) {
        try {
            return ModelFile.parse(name, ModelReader.text(file));
        } catch (IOException e) {
            return ModelFile.unreadable(name, String.valueOf(e.getMessage()));
        }
    }

    private Problem unreadable(Exception e) {
        return new Problem(
                        Problem.Kind.STORAGE,
                        "model-unreadable",
                        directory,
                        String.valueOf(e.getMessage()))
                .because(e);
    }
}
