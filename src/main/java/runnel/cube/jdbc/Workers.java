package runnel.cube.jdbc;

import java.util.concurrent.Executor;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.ThreadPoolExecutor;
import java.util.concurrent.TimeUnit;

/**
 * Platform threads on which database drivers block, made when they are needed. Thread-safe.
 *
 * <p>Drivers with native code would hold the few carriers of all virtual threads.
 */
public final class Workers implements Executor, AutoCloseable {
    /** Statements that run at once; more wait their turn. */
    public static final int MOST = 16;

    private static final int IDLE_SECONDS = 30;

    private final ExecutorService threads;

    public Workers() {
        var pool =
                new ThreadPoolExecutor(
                        MOST,
                        MOST,
                        IDLE_SECONDS,
                        TimeUnit.SECONDS,
                        new LinkedBlockingQueue<>(),
                        Thread.ofPlatform().name("analytics-", 0).daemon(true).factory());
        pool.allowCoreThreadTimeOut(true);
        threads = pool;
    }

    @Override
    public void execute(Runnable task) {
        threads.execute(task);
    }

    /** Interrupts what still runs. */
    @Override
    public void close() {
        threads.shutdownNow();
    }
}
