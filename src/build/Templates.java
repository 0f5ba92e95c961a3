import gg.jte.CodeResolver;
import gg.jte.ContentType;
import gg.jte.TemplateEngine;
import gg.jte.resolve.DirectoryCodeResolver;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Set;
import java.util.stream.Collectors;

/**
 * Turns the page templates into Java sources, before the project is compiled.
 *
 * <p>Run by Maven as a single source file: the plugin that jte offers for this brings a Kotlin compiler along.
 */
public final class Templates {
    private Templates() {}

    /** Arguments: the directory of the templates, the directory for the sources, the package of the sources. */
    public static void main(String[] args) throws IOException {
        var templates = Path.of(args[0]);
        var sources = Path.of(args[1]);
        Files.createDirectories(sources);
        var fresh = Files.createTempDirectory(sources.getParent(), "jte");
        try {
            if (Files.isDirectory(templates)) {
                generate(new DirectoryCodeResolver(templates), fresh, args[2]);
            }
            synchronize(fresh, sources);
        } finally {
            delete(fresh);
        }
    }

    private static void generate(CodeResolver resolver, Path directory, String packageName) {
        var engine = TemplateEngine.create(resolver, directory, ContentType.Html, null, packageName);
        engine.setTrimControlStructures(true);
        engine.generateAll();
    }

    // A source that is the same keeps its time, so that the compiler has nothing to do.
    private static void synchronize(Path from, Path to) throws IOException {
        for (var file : files(from)) {
            var target = to.resolve(file);
            if (!Files.exists(target) || Files.mismatch(from.resolve(file), target) >= 0) {
                Files.createDirectories(target.getParent());
                Files.write(target, Files.readAllBytes(from.resolve(file)));
            }
        }
        var wanted = files(from);
        for (var file : files(to)) {
            if (!wanted.contains(file)) {
                Files.delete(to.resolve(file));
            }
        }
    }

    private static Set<Path> files(Path directory) throws IOException {
        try (var paths = Files.walk(directory)) {
            return paths.filter(Files::isRegularFile).map(directory::relativize).collect(Collectors.toSet());
        }
    }

    private static void delete(Path directory) throws IOException {
        try (var paths = Files.walk(directory)) {
            for (var path : paths.sorted(java.util.Comparator.reverseOrder()).toList()) {
                Files.delete(path);
            }
        }
    }
}
