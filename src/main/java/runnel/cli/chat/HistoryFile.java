package runnel.cli.chat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;

/**
 * The file of what was written at the prompt. What people ask is private: only its owner may read
 * it.
 */
final class HistoryFile {
    private HistoryFile() {}

    static Path prepare(Path directory) throws IOException {
        Files.createDirectories(directory);
        var file = directory.resolve("history");
        if (!Files.exists(file)) {
            var isPosix = Files.getFileStore(directory).supportsFileAttributeView("posix");
            if (isPosix) {
                Files.createFile(
                        file,
                        PosixFilePermissions.asFileAttribute(
                                PosixFilePermissions.fromString("rw-------")));
            } else {
                Files.createFile(file);
            }
        }
        return file;
    }
}
