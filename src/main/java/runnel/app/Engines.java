package runnel.app;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import runnel.base.Clock;
import runnel.base.Problem;
import runnel.cube.demo.Demo;
import runnel.cube.duckdb.DailyDuckDb;
import runnel.cube.duckdb.DuckDb;
import runnel.cube.jdbc.Databases;
import runnel.cube.jdbc.JdbcEngine;
import runnel.cube.jdbc.Workers;

/** The database that answers questions, by the configuration. */
final class Engines {
    /** Folder of the demo in the data directory. */
    static final String DEMO = "demo";

    private Engines() {}

    /**
     * Opens the configured database, filled first where it is empty.
     *
     * @throws Problem {@code engine-open}, {@code engine-init}, {@code engine-url}
     */
    static JdbcEngine open(Config config, Workers workers) {
        var source = config.text(Setting.ANALYTICS);
        var init = config.text(Setting.ANALYTICS_INIT);
        if (source.startsWith("jdbc:") && !source.startsWith("jdbc:duckdb:")) {
            if (!init.isEmpty()) {
                Databases.fill(source, text(Path.of(init)));
            }
            return engine(Databases.open(source, Clock.system()), workers);
        }
        var file = Path.of(source.replaceFirst("^jdbc:duckdb:", ""));
        if (!init.isEmpty() && !Files.exists(file)) {
            DuckDb.create(file, DuckDb.Limits.DEFAULT, List.of(text(Path.of(init))));
        }
        return duckDb(file, workers);
    }

    /** Opens the demo's database, which reaches up to today. */
    static JdbcEngine demo(Config config, Workers workers) {
        var demo = new DailyDuckDb(config.data().resolve(DEMO), config.analyticsClock(), Demo::sql);
        return engine(
                new JdbcEngine.Source("duckdb", demo::connect, demo::version, demo::close),
                workers);
    }

    private static JdbcEngine duckDb(Path file, Workers workers) {
        var database = DuckDb.open(file, DuckDb.Limits.DEFAULT);
        return engine(
                new JdbcEngine.Source(
                        "duckdb", database::connect, database::version, database::close),
                workers);
    }

    private static JdbcEngine engine(JdbcEngine.Source source, Workers workers) {
        return new JdbcEngine(source, JdbcEngine.Limits.DEFAULT, workers);
    }

    private static String text(Path file) {
        try {
            return Files.readString(file);
        } catch (IOException e) {
            throw new Problem(Problem.Kind.INVALID, "engine-init", file, e.toString()).because(e);
        }
    }
}
