package runnel.testkit;

import java.time.Duration;

/** Waits for what comes about by itself, a moment after what a test has seen. */
public final class Await {
    /** Far more than anything takes, also where the machine is busy. */
    private static final Duration PATIENCE = Duration.ofSeconds(60);

    private static final int REST_MILLIS = 10;

    private Await() {}

    /** Something that holds, or not yet. */
    public interface Condition {
        boolean holds() throws Exception;
    }

    /**
     * Comes back when it holds.
     *
     * @param what as it is said where that never comes
     */
    public static void until(String what, Condition condition) throws Exception {
        var deadline = System.nanoTime() + PATIENCE.toNanos();
        while (!condition.holds()) {
            if (System.nanoTime() > deadline) {
                throw new AssertionError("waited in vain until " + what);
            }
            Thread.sleep(REST_MILLIS);
        }
    }

    /** Comes back when a thread waits inside a method of that name. */
    public static void inside(Thread thread, String method) throws Exception {
        until(
                "a thread waits in " + method,
                () ->
                        (thread.getState() == Thread.State.WAITING
                                        || thread.getState() == Thread.State.TIMED_WAITING)
                                && java.util.Arrays.stream(thread.getStackTrace())
                                        .anyMatch(frame -> frame.getMethodName().equals(method)));
    }
}
