package runnel.cli.chat;

import java.io.IOException;
import java.nio.file.Path;
import runnel.base.OwnerOnly;

/** The file of what was written at the prompt. */
final class HistoryFile {
    private HistoryFile() {}

    static Path prepare(Path directory) throws IOException {
        return OwnerOnly.file(OwnerOnly.directory(directory).resolve("history"));
    }
}
