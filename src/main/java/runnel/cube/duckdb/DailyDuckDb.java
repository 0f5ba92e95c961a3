package runnel.cube.duckdb;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.SQLException;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.List;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import runnel.base.Clock;

/**
 * A database whose dates end today: it is made anew on the first question of each day. Thread-safe.
 */
public final class DailyDuckDb implements AutoCloseable {
    private static final Logger LOG = LoggerFactory.getLogger(DailyDuckDb.class);

    private static final String PREFIX = "demo";

    private final Path folder;
    private final Clock clock;
    private final Function<LocalDate, List<String>> statements;
    private LocalDate day = LocalDate.MIN;
    private @Nullable DuckDb current;

    /** Statements that began yesterday may still read it. */
    private @Nullable DuckDb previous;

    /**
     * @param folder of the database's files, one for each day
     * @param clock says which day it is
     * @param statements that fill the database of a day
     */
    public DailyDuckDb(Path folder, Clock clock, Function<LocalDate, List<String>> statements) {
        this.folder = folder;
        this.clock = clock;
        this.statements = statements;
    }

    /** A connection of its own for one statement. */
    public Connection connect() throws SQLException {
        return today().connect();
    }

    /** Changes with the day. */
    public String version() {
        return today().version();
    }

    private synchronized DuckDb today() {
        var today = clock.now().atZone(ZoneOffset.UTC).toLocalDate();
        var open = current;
        if (open != null && day.equals(today)) {
            return open;
        }
        var file = folder.resolve(PREFIX + "-" + today + ".duckdb");
        if (!Files.exists(file)) {
            DuckDb.create(file, DuckDb.Limits.DEFAULT, statements.apply(today));
        }
        var opened = DuckDb.open(file, DuckDb.Limits.DEFAULT);
        if (previous != null) {
            previous.close();
        }
        previous = open;
        current = opened;
        day = today;
        removeOthers(file);
        return opened;
    }

    /** Files of other days are of no use; one that cannot be removed is left for the next day. */
    private void removeOthers(Path kept) {
        try (var files = Files.newDirectoryStream(folder, PREFIX + "*.duckdb")) {
            for (var file : files) {
                if (!file.equals(kept)) {
                    Files.delete(file);
                }
            }
        } catch (IOException e) {
            LOG.info("an old database stays: {}", e.toString());
        }
    }

    @Override
    public synchronized void close() {
        if (previous != null) {
            previous.close();
        }
        if (current != null) {
            current.close();
        }
    }
}
