package runnel.app;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import runnel.auth.Access;
import runnel.base.Clock;
import runnel.base.Problem;
import runnel.store.sql.Database;
import runnel.store.sql.SqlTokenStore;

/** What is done to a data directory from outside, whether or not a server is using it. */
public final class Maintenance {
    private Maintenance() {}

    /**
     * Copies the database into a new file.
     *
     * @return its size in bytes
     */
    public static long backup(Config config, Path file) {
        existing(config);
        try (var database = Database.sqlite(config.data(), false)) {
            database.backup(file);
            return Files.size(file);
        } catch (IOException e) {
            throw new Problem(Problem.Kind.STORAGE, "storage-failed", e.toString()).because(e);
        }
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
