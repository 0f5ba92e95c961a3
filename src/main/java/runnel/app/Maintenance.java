package runnel.app;

import java.io.IOException;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import runnel.auth.Access;
import runnel.base.Clock;
import runnel.base.OwnerOnly;
import runnel.base.Problem;
import runnel.base.Trees;
import runnel.store.sql.Database;
import runnel.store.sql.SqlTokenStore;

/** What is done to a data directory from outside, whether or not a server is using it. */
public final class Maintenance {
    /** Where files of messages are kept, below the data directory. */
    static final String FILES = "files";

    private Maintenance() {}

    /**
     * A copy of a data directory.
     *
     * @param bytes of the database
     * @param files that people had sent with messages
     */
    public record Backup(long bytes, int files) {}

    /**
     * Copies the database into a new file, and the files of messages into a new directory, where
     * there are any. The files come second: whatever the database names was there before. When it
     * fails nothing is left, since half a copy would be taken for one.
     *
     * @param directory of the files
     * @throws Problem {@code data-directory} where there is nothing to copy, {@code backup-exists},
     *     {@code storage-full}, {@code storage-failed}
     */
    public static Backup backup(Config config, Path file, Path directory) {
        try (var database = Database.existing(config.data())) {
            if (Files.exists(directory)) {
                throw new FileAlreadyExistsException(directory.toString());
            }
            OwnerOnly.newFile(file);
            return backup(database, config.data().resolve(FILES), file, directory);
        } catch (FileAlreadyExistsException e) {
            throw new Problem(Problem.Kind.INVALID, "backup-exists", e.getFile()).because(e);
        } catch (IOException e) {
            throw new Problem(Problem.Kind.STORAGE, "storage-failed", e.toString()).because(e);
        }
    }

    private static Backup backup(Database database, Path files, Path file, Path directory)
            throws IOException {
        try {
            database.backup(file);
            return new Backup(Files.size(file), copy(files, directory));
        } catch (Problem | IOException e) {
            Files.deleteIfExists(file);
            Trees.delete(directory);
            throw e;
        }
    }

    private static int copy(Path from, Path to) throws IOException {
        var count = 0;
        if (!Files.isDirectory(from)) {
            return count;
        }
        OwnerOnly.directory(to);
        // It may be a link to another disk.
        var real = from.toRealPath();
        try (var all = Files.walk(real)) {
            for (var file : (Iterable<Path>) all.filter(Files::isRegularFile)::iterator) {
                var target = to.resolve(real.relativize(file).toString());
                Files.createDirectories(target.toAbsolutePath().getParent());
                try {
                    Files.copy(file, target);
                    count++;
                } catch (NoSuchFileException e) {
                    // Erased with its conversation, or no more than an upload under way.
                }
            }
        }
        return count;
    }

    /** Makes a new access token; the old one and all sessions end. */
    public static String newToken(Config config) {
        existing(config);
        try (var database = Database.sqlite(config.data(), false)) {
            return new Access(new SqlTokenStore(database), Clock.system(), true).newToken();
        }
    }

    private static void existing(Config config) {
        if (!Files.isDirectory(config.data())) {
            throw new Problem(
                    Problem.Kind.INVALID, "data-directory", config.data(), "does not exist");
        }
    }
}
