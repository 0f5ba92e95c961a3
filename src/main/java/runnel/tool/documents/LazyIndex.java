package runnel.tool.documents;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The index on the disk, opened when it is first wanted; one that cannot be used is made anew. The
 * caller sees to it that one thread opens or closes it at a time.
 */
final class LazyIndex {
    private static final Logger LOG = LoggerFactory.getLogger(LazyIndex.class);

    private final Path data;
    private @Nullable DocumentIndex index;

    LazyIndex(Path data) {
        this.data = data;
    }

    /** Whether nothing was ever written. */
    boolean isMissing() {
        return index == null && !Files.exists(data);
    }

    boolean isOpen() {
        return index != null;
    }

    DocumentIndex open() throws IOException {
        if (index == null) {
            index = opened();
        }
        return index;
    }

    void commit() {
        if (index == null) {
            return;
        }
        try {
            index.commit();
        } catch (IOException e) {
            LOG.error("the index of documents cannot be written", e);
        }
    }

    void close() throws IOException {
        if (index != null) {
            index.close();
        }
    }

    private DocumentIndex opened() throws IOException {
        var path = data.resolve("index");
        Files.createDirectories(path);
        try {
            return DocumentIndex.open(path);
        } catch (IOException | IllegalArgumentException e) {
            LOG.warn("the index of documents cannot be used and is made anew", e);
            try (var files = Files.newDirectoryStream(path)) {
                for (var file : files) {
                    Files.delete(file);
                }
            }
            return DocumentIndex.open(path);
        }
    }
}
