package runnel.cube.jdbc;

import java.math.BigDecimal;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.SQLNonTransientConnectionException;
import java.sql.SQLTransientConnectionException;
import java.time.LocalDateTime;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CancellationException;
import org.jspecify.annotations.Nullable;
import runnel.base.Clock;
import runnel.base.Problem;
import runnel.cube.Plan;

/**
 * One statement from its connection to its last row.
 *
 * <p>It runs on a worker's thread; {@link #cancel} and {@link #close} may come from any other.
 */
final class StatementRun {
    private static final int MAX_REASON_CHARS = 300;

    private final JdbcEngine.Source source;
    private final Plan plan;
    private final JdbcEngine.Limits limits;
    private final long began = Clock.system().nanos();
    private @Nullable Connection connection;
    private @Nullable PreparedStatement statement;
    private @Nullable ResultSet results;
    private Cells @Nullable [] cells;
    private boolean cancelled;
    private boolean busy;
    private boolean closed;

    StatementRun(JdbcEngine.Source source, Plan plan, JdbcEngine.Limits limits) {
        this.source = source;
        this.plan = plan;
        this.limits = limits;
    }

    /** Some rows, and whether they were the last. */
    record Batch(List<@Nullable Object[]> rows, boolean last) {}

    /** Connects, executes and reads the first batch. */
    Batch begin() throws Exception {
        var opened = source.connections().call();
        synchronized (this) {
            connection = opened;
            busy = true;
        }
        // Whatever fails from here on, the connection goes back.
        try {
            var prepared = opened.prepareStatement(plan.sql());
            synchronized (this) {
                statement = prepared;
                check();
            }
            prepared.setQueryTimeout(limits.timeoutSeconds());
            prepared.setFetchSize(limits.batchRows());
            bind(prepared, plan.binds());
            results = prepared.executeQuery();
            cells =
                    source.hasTypedColumns()
                            ? Cells.of(results.getMetaData(), plan.columns())
                            : Cells.untyped(results.getMetaData(), plan.columns());
            return read();
        } finally {
            idle();
        }
    }

    Batch more() throws Exception {
        synchronized (this) {
            check();
            busy = true;
        }
        try {
            return read();
        } finally {
            idle();
        }
    }

    private Batch read() throws SQLException {
        var from = java.util.Objects.requireNonNull(results);
        var readers = java.util.Objects.requireNonNull(cells);
        var rows = new ArrayList<@Nullable Object[]>();
        while (rows.size() < limits.batchRows()) {
            if (!from.next()) {
                return new Batch(rows, true);
            }
            var row = new @Nullable Object[readers.length];
            for (var i = 0; i < row.length; i++) {
                row[i] = readers[i].read(from, i + 1);
            }
            rows.add(row);
        }
        return new Batch(rows, false);
    }

    private static void bind(PreparedStatement statement, List<Object> binds) throws SQLException {
        for (var i = 0; i < binds.size(); i++) {
            switch (binds.get(i)) {
                case String text -> statement.setString(i + 1, text);
                case Long number -> statement.setLong(i + 1, number);
                case Double number -> statement.setDouble(i + 1, number);
                case BigDecimal number -> statement.setBigDecimal(i + 1, number);
                case Boolean truth -> statement.setBoolean(i + 1, truth);
                case LocalDateTime time -> statement.setObject(i + 1, time);
                default ->
                        throw new IllegalArgumentException(
                                "cannot bind " + binds.get(i).getClass());
            }
        }
    }

    private void check() {
        if (cancelled) {
            throw new CancellationException();
        }
    }

    private synchronized void idle() {
        busy = false;
        if (closed || cancelled) {
            release();
        }
    }

    /** Stops the statement as soon as the database can. */
    synchronized void cancel() {
        cancelled = true;
        if (statement != null && busy) {
            try {
                statement.cancel();
            } catch (SQLException e) {
                // It ends by its timeout then; there is nobody left to tell.
            }
        }
        close();
    }

    /** Gives the connection back, at once or when the worker is done with it. */
    synchronized void close() {
        closed = true;
        if (!busy) {
            release();
        }
    }

    private void release() {
        for (var resource : new @Nullable AutoCloseable[] {results, statement, connection}) {
            try {
                if (resource != null) {
                    resource.close();
                }
            } catch (Exception e) {
                // A connection that cannot be closed is broken already.
            }
        }
        results = null;
        statement = null;
        connection = null;
    }

    /** What went wrong, in words for the one who asked. */
    Problem problem(Throwable cause) {
        if (cause instanceof Problem problem) {
            return problem;
        }
        if (cause instanceof SQLTransientConnectionException
                || cause instanceof SQLNonTransientConnectionException) {
            // The pool says how long it waited; what the database said is the cause.
            var told = cause.getCause() == null ? cause : cause.getCause();
            return new Problem(Problem.Kind.UNAVAILABLE, "engine-unreachable", reason(told))
                    .because(cause);
        }
        if (Clock.system().nanos() - began >= limits.timeoutSeconds() * 1_000_000_000L) {
            return new Problem(Problem.Kind.INVALID, "engine-timeout", limits.timeoutSeconds())
                    .because(cause);
        }
        return new Problem(Problem.Kind.INVALID, "engine-failed", reason(cause)).because(cause);
    }

    /** The first line: what follows it is the statement. */
    private static String reason(Throwable cause) {
        var message = String.valueOf(cause.getMessage()).strip();
        var line = message.lines().findFirst().orElse("");
        return line.length() > MAX_REASON_CHARS ? line.substring(0, MAX_REASON_CHARS) + "…" : line;
    }
}
