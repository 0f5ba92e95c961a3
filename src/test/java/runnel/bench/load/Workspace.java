package runnel.bench.load;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Comparator;

/** A directory for the time of a benchmark. */
public final class Workspace implements AutoCloseable {
    private final Path directory;

    public Workspace() throws IOException {
        directory = Files.createTempDirectory("runnel-bench");
    }

    /** A new, empty directory in it. */
    public Path make(String name) throws IOException {
        return Files.createTempDirectory(directory, name);
    }

    @Override
    public void close() throws IOException {
        try (var files = Files.walk(directory)) {
            files.sorted(Comparator.reverseOrder()).forEach(Workspace::delete);
        }
    }

    private static void delete(Path file) {
        try {
            Files.delete(file);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
