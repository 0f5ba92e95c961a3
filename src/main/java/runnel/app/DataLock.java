package runnel.app;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.channels.OverlappingFileLockException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import runnel.base.OwnerOnly;
import runnel.base.Problem;

/**
 * One server's hold on its data directory: two that write the same logs would spoil them. The
 * operating system lets go of it however the process ends.
 */
final class DataLock implements AutoCloseable {
    private static final String FILE = "lock";

    private final FileChannel channel;

    private DataLock(FileChannel channel) {
        this.channel = channel;
    }

    /**
     * Takes hold of the directory.
     *
     * @throws Problem {@code data-in-use} where another server has it, {@code data-directory} where
     *     it cannot be written
     */
    static DataLock take(Path directory) {
        var file = directory.resolve(FILE);
        try {
            OwnerOnly.directory(directory);
            var channel =
                    FileChannel.open(
                            file,
                            StandardOpenOption.CREATE,
                            StandardOpenOption.READ,
                            StandardOpenOption.WRITE);
            if (!isTaken(channel)) {
                var holder = Files.readString(file).strip();
                channel.close();
                throw new Problem(Problem.Kind.CONFLICT, "data-in-use", directory, holder);
            }
            var holder = Long.toString(ProcessHandle.current().pid());
            channel.truncate(0)
                    .write(ByteBuffer.wrap(holder.getBytes(StandardCharsets.US_ASCII)), 0);
            return new DataLock(channel);
        } catch (IOException e) {
            throw new Problem(Problem.Kind.STORAGE, "data-directory", directory, e.toString())
                    .because(e);
        }
    }

    @Override
    public void close() {
        try {
            channel.close();
        } catch (IOException e) {
            throw new java.io.UncheckedIOException(e);
        }
    }

    private static boolean isTaken(FileChannel channel) throws IOException {
        try {
            return channel.tryLock() != null;
        } catch (OverlappingFileLockException e) {
            return false;
        }
    }
}
