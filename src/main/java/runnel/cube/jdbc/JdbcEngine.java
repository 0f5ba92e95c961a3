package runnel.cube.jdbc;

import java.sql.Connection;
import java.util.concurrent.Callable;
import java.util.concurrent.Executor;
import java.util.function.Supplier;
import runnel.cube.Engine;
import runnel.cube.Plan;
import runnel.cube.Rows;

/**
 * An engine over JDBC connections. Thread-safe.
 *
 * <p>Statements run on the given executor's threads, so that the caller can be interrupted while a
 * driver blocks. These should be platform threads: drivers with native code would hold the carriers
 * of virtual ones.
 */
public final class JdbcEngine implements Engine {
    /** What the engine takes its connections from, and how it closes. */
    public record Source(
            String dialect,
            Callable<Connection> connections,
            Supplier<String> version,
            Runnable closing) {
        /** Whether all cells of a column have one type: SQLite's each have their own. */
        boolean hasTypedColumns() {
            return !dialect.equals("sqlite");
        }
    }

    /** Bounds on one statement. */
    public record Limits(int timeoutSeconds, int batchRows) {
        public static final Limits DEFAULT = new Limits(60, 1_024);
    }

    private final Source source;
    private final Limits limits;
    private final Executor workers;

    public JdbcEngine(Source source, Limits limits, Executor workers) {
        this.source = source;
        this.limits = limits;
        this.workers = workers;
    }

    @Override
    public String dialect() {
        return source.dialect();
    }

    @Override
    public Rows run(Plan plan) throws InterruptedException {
        var rows = new JdbcRows(new StatementRun(source, plan, limits), workers);
        rows.begin();
        return rows;
    }

    @Override
    public String dataVersion() {
        return source.version().get();
    }

    @Override
    public void close() {
        source.closing().run();
    }
}
