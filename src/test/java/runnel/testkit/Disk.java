package runnel.testkit;

import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.TimeUnit;

/**
 * A small disk of a test's own, which can be full or fail as real ones do. Making one takes the
 * right to mount, as the administrator of a machine has it.
 */
public final class Disk implements AutoCloseable {
    private static final int PATIENCE_SECONDS = 20;
    private static final int PIECE_BYTES = 4 << 10;

    private final Path place;
    private final Optional<Path> image;

    private Disk(Path place, Optional<Path> image) {
        this.place = place;
        this.image = image;
    }

    /**
     * A disk in memory.
     *
     * @param place an empty directory
     * @return empty where this process may not mount
     */
    public static Optional<Disk> memory(Path place, int megabytes) throws Exception {
        return run("mount", "-t", "tmpfs", "-o", "size=" + megabytes + "m", "tmpfs", "" + place)
                ? Optional.of(new Disk(place, Optional.empty()))
                : Optional.empty();
    }

    /**
     * A disk in a file, which its system takes for broken as soon as {@link #fail} says so, and
     * lets nothing be written any more.
     *
     * @param image a file to be made, outside of the place
     * @return empty where this process may not mount, or the machine has no such disks
     */
    public static Optional<Disk> fallible(Path place, Path image, int megabytes) throws Exception {
        try (var file =
                FileChannel.open(image, StandardOpenOption.CREATE_NEW, StandardOpenOption.WRITE)) {
            file.write(java.nio.ByteBuffer.allocate(1), ((long) megabytes << 20) - 1);
        }
        // Without a journal of its own it can be mounted again as it was left.
        if (!run("mkfs.ext4", "-q", "-O", "^has_journal", "" + image)) {
            return Optional.empty();
        }
        var disk = new Disk(place, Optional.of(image));
        if (!disk.mount() || !Files.isWritable(disk.trigger())) {
            disk.close();
            return Optional.empty();
        }
        return Optional.of(disk);
    }

    public Path place() {
        return place;
    }

    /** Takes all that is left; whoever wants to write must wait until {@link #free}. */
    public void fill() throws IOException {
        try (var file =
                FileChannel.open(
                        filler(), StandardOpenOption.CREATE_NEW, StandardOpenOption.WRITE)) {
            while (true) {
                file.write(java.nio.ByteBuffer.allocate(PIECE_BYTES));
            }
        } catch (IOException e) {
            if (Files.getFileStore(place).getUsableSpace() > 0) {
                throw e;
            }
        }
    }

    public void free() throws IOException {
        Files.delete(filler());
    }

    /** From now on nothing can be written, whatever is open. */
    public void fail() throws Exception {
        Files.writeString(trigger(), "test");
    }

    /** Nothing may be written; nothing may be open for it. */
    public boolean protect() throws Exception {
        return run("mount", "-o", "remount,ro", "" + place);
    }

    /** Takes a failed disk out and puts it in again, after which it works. */
    public void repair() throws Exception {
        close();
        if (!mount()) {
            throw new IOException("cannot be mounted again: " + image);
        }
    }

    @Override
    public void close() throws Exception {
        run("umount", "" + place);
    }

    private boolean mount() throws Exception {
        return run("mount", "-o", "loop,errors=remount-ro", "" + image.orElseThrow(), "" + place);
    }

    private Path filler() {
        return place.resolve("filler");
    }

    private Path trigger() throws Exception {
        var device = Path.of(Files.getFileStore(place).name()).getFileName();
        return Path.of("/sys/fs/ext4", "" + device, "trigger_fs_error");
    }

    private static boolean run(String... command) throws Exception {
        try {
            var process =
                    new ProcessBuilder(new ArrayList<>(List.of(command)))
                            .redirectErrorStream(true)
                            .redirectOutput(ProcessBuilder.Redirect.DISCARD)
                            .start();
            return process.waitFor(PATIENCE_SECONDS, TimeUnit.SECONDS) && process.exitValue() == 0;
        } catch (IOException e) {
            // There is no such program.
            return false;
        }
    }
}
