package runnel.cli.chat;

/**
 * The pauses between attempts to reach a server again: short at first, then twice as long each
 * time. Not thread-safe.
 */
final class Backoff {
    static final long FIRST_MILLIS = 250;
    static final long LONGEST_MILLIS = 10_000;

    private long nextMillis = FIRST_MILLIS;

    /** Things go well again: the next pause is a short one. */
    void reset() {
        nextMillis = FIRST_MILLIS;
    }

    /**
     * @param leastMillis what the server asked for; -1 for nothing
     */
    void pause(long leastMillis) throws InterruptedException {
        var millis = Math.max(nextMillis, Math.min(leastMillis, LONGEST_MILLIS));
        nextMillis = Math.min(nextMillis * 2, LONGEST_MILLIS);
        Thread.sleep(millis);
    }
}
