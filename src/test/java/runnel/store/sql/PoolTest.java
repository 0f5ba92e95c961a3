package runnel.store.sql;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.sql.SQLNonTransientConnectionException;
import java.sql.SQLTransientConnectionException;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import runnel.testkit.Await;

/** Who gets which connection, who waits, and who is refused. Each connection bears its number. */
@Timeout(60)
class PoolTest {
    private static final int SIZE = 4;

    private final List<Connection> opened = new CopyOnWriteArrayList<>();
    private final CountDownLatch leave = new CountDownLatch(1);
    private volatile boolean noMoreFiles;
    private Pool pool;

    @BeforeEach
    void first() throws SQLException {
        pool = new Pool(open(), this::open);
    }

    @AfterEach
    void close() {
        leave.countDown();
        pool.close();
    }

    @Test
    void aConnectionIsUsedAgain() throws SQLException {
        for (var i = 0; i < 3; i++) {
            assertThat(number()).isEqualTo(1);
        }
        assertThat(opened).hasSize(1);
    }

    @Test
    void theFifthWaitsAndGetsWhatIsGivenBackFirst() throws Exception {
        var held = holdAll();
        var fifth = new CompletableFuture<Integer>();
        var thread = Thread.ofVirtual().start(() -> answer(fifth));
        Await.inside(thread, "take");
        assertThat(opened).hasSize(SIZE);
        leave.countDown();
        assertThat(fifth.get(30, TimeUnit.SECONDS)).isIn(results(held));
        assertThat(opened).hasSize(SIZE);
    }

    @Test
    void whoIsInterruptedWhileWaitingIsRefusedAndStaysInterrupted() throws Exception {
        holdAll();
        var interrupted = new CompletableFuture<Boolean>();
        var thread =
                Thread.ofVirtual()
                        .start(() -> {
                            assertThatThrownBy(this::number)
                                    .isInstanceOf(SQLTransientConnectionException.class);
                            interrupted.complete(Thread.currentThread().isInterrupted());
                        });
        Await.inside(thread, "take");
        thread.interrupt();
        assertThat(interrupted.get(30, TimeUnit.SECONDS)).isTrue();
        leave.countDown();
        assertThat(number()).isPositive();
    }

    @Test
    void whoIsInterruptedAndNeedNotWaitIsServed() throws Exception {
        Thread.currentThread().interrupt();
        try {
            assertThat(number()).isEqualTo(1);
        } finally {
            assertThat(Thread.interrupted()).isTrue();
        }
    }

    @Test
    void whatFailedInTheDatabaseIsClosedAndNotGivenAgain() throws SQLException {
        assertThatThrownBy(() -> pool.use(known -> known.run("insert into nowhere values (1)")))
                .isInstanceOf(SQLException.class)
                .hasMessageContaining("nowhere");
        assertThat(opened.getFirst().isClosed()).isTrue();
        assertThat(number()).isEqualTo(2);
    }

    @Test
    void whatFailedElsewhereIsGivenAgain() throws SQLException {
        assertThatThrownBy(() ->
                        pool.use(known -> {
                            throw new IllegalStateException("a mistake");
                        }))
                .hasMessage("a mistake");
        assertThat(number()).isEqualTo(1);
    }

    @Test
    void whatCannotBeOpenedTakesNobodysPlace() throws Exception {
        pool.use(known -> {
            noMoreFiles = true;
            for (var i = 0; i < 2 * SIZE; i++) {
                assertThatThrownBy(this::number).hasMessage("no more files");
            }
            noMoreFiles = false;
            return known;
        });
        var held = holdAll();
        leave.countDown();
        assertThat(results(held)).containsExactlyInAnyOrder(1, 2, 3, 4);
    }

    @Test
    void closingWaitsForThoseWhoHaveOneAndRefusesTheRest() throws Exception {
        var held = holdAll();
        var closing = Thread.ofVirtual().start(pool::close);
        Await.inside(closing, "close");
        assertThat(opened).noneMatch(PoolTest::isClosed);
        leave.countDown();
        assertThat(results(held)).containsExactlyInAnyOrder(1, 2, 3, 4);
        closing.join();
        assertThat(opened).hasSize(SIZE).allMatch(PoolTest::isClosed);
        assertThatThrownBy(this::number).isInstanceOf(SQLNonTransientConnectionException.class);
        assertThat(opened).hasSize(SIZE);
    }

    /** All connections are in use, until {@link #leave}. */
    private List<CompletableFuture<Integer>> holdAll() throws InterruptedException {
        var held = new ArrayList<CompletableFuture<Integer>>();
        var taken = new CountDownLatch(SIZE);
        for (var i = 0; i < SIZE; i++) {
            var one = new CompletableFuture<Integer>();
            held.add(one);
            Thread.ofVirtual()
                    .start(() -> {
                        try {
                            one.complete(
                                    pool.use(known -> {
                                        taken.countDown();
                                        awaitLeave();
                                        return number(known);
                                    }));
                        } catch (SQLException | RuntimeException e) {
                            one.completeExceptionally(e);
                        }
                    });
        }
        assertThat(taken.await(30, TimeUnit.SECONDS)).isTrue();
        return held;
    }

    private void awaitLeave() {
        try {
            leave.await();
        } catch (InterruptedException e) {
            throw new IllegalStateException(e);
        }
    }

    private static List<Integer> results(List<CompletableFuture<Integer>> held) throws Exception {
        var results = new ArrayList<Integer>();
        for (var one : held) {
            results.add(one.get(30, TimeUnit.SECONDS));
        }
        return results;
    }

    private void answer(CompletableFuture<Integer> answer) {
        try {
            answer.complete(number());
        } catch (SQLException e) {
            answer.completeExceptionally(e);
        }
    }

    private int number() throws SQLException {
        return pool.use(PoolTest::number);
    }

    private static int number(Statements known) throws SQLException {
        return known.list("pragma user_version", row -> row.getInt(1)).getFirst();
    }

    private Connection open() throws SQLException {
        if (noMoreFiles) {
            throw new SQLException("no more files");
        }
        var connection = DriverManager.getConnection("jdbc:sqlite::memory:");
        synchronized (opened) {
            opened.add(connection);
            try (var statement = connection.createStatement()) {
                statement.execute("pragma user_version = " + opened.size());
            }
        }
        return connection;
    }

    private static boolean isClosed(Connection connection) {
        try {
            return connection.isClosed();
        } catch (SQLException e) {
            throw new IllegalStateException(e);
        }
    }
}
