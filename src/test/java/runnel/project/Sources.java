package runnel.project;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.FileVisitResult;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.SimpleFileVisitor;
import java.nio.file.attribute.BasicFileAttributes;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/** The files of the project as they lie in its directory. */
final class Sources {
    static final Path MAIN = Path.of("src/main/java");
    static final Path TEST = Path.of("src/test/java");

    private static final Set<String> NOT_OURS =
            Set.of(".git", "target", "node_modules", ".idea", ".vscode", ".jte");
    private static final Pattern BINARY =
            Pattern.compile(".*\\.(png|jpe?g|gif|ico|woff2?|jar|db|gz|zip|parquet)");

    private Sources() {}

    /** All text files below a directory, sorted; none where it does not exist. */
    static List<Path> below(Path directory) {
        var files = new ArrayList<Path>();
        if (Files.isDirectory(directory)) {
            walk(directory, files);
        }
        return files.stream()
                .map(file -> file.startsWith("./") ? Path.of(".").relativize(file) : file)
                .filter(file -> !BINARY.matcher(file.toString()).matches())
                .sorted()
                .toList();
    }

    /** All text files of the project. */
    static List<Path> all() {
        return below(Path.of("."));
    }

    /** All Java files below a directory. */
    static List<JavaFile> java(Path directory) {
        return JavaFile.parse(
                below(directory).stream()
                        .filter(file -> file.toString().endsWith(".java"))
                        .toList());
    }

    static String text(Path file) {
        try {
            return Files.readString(file);
        } catch (IOException e) {
            throw new UncheckedIOException(file.toString(), e);
        }
    }

    /** All files below the directories, as one text. */
    static String texts(Path... directories) {
        return List.of(directories).stream()
                .flatMap(directory -> below(directory).stream())
                .map(Sources::text)
                .collect(Collectors.joining("\n"));
    }

    private static void walk(Path directory, List<Path> files) {
        try {
            Files.walkFileTree(
                    directory,
                    new SimpleFileVisitor<>() {
                        @Override
                        public FileVisitResult preVisitDirectory(
                                Path path, BasicFileAttributes attributes) {
                            return NOT_OURS.contains(path.getFileName().toString())
                                    ? FileVisitResult.SKIP_SUBTREE
                                    : FileVisitResult.CONTINUE;
                        }

                        @Override
                        public FileVisitResult visitFile(
                                Path file, BasicFileAttributes attributes) {
                            // A linked work tree has a file of this name.
                            if (!file.endsWith(".git")) {
                                files.add(file);
                            }
                            return FileVisitResult.CONTINUE;
                        }
                    });
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
