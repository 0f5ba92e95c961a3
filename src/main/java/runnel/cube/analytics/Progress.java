package runnel.cube.analytics;

/**
 * Hears what a server says of a query that it still works on. Whoever asks says who hears it, for
 * the length of one question; engines that answer at once say nothing.
 */
@FunctionalInterface
public interface Progress {
    /** Who hears it on this thread; read by engines only. */
    ScopedValue<Progress> CURRENT = ScopedValue.newInstance();

    /**
     * @param stage in the server's words; may be empty
     */
    void waiting(String stage, long elapsedMillis) throws InterruptedException;

    /** Tells whoever hears it on this thread, if anybody does. */
    static void tell(String stage, long elapsedMillis) throws InterruptedException {
        if (CURRENT.isBound()) {
            CURRENT.get().waiting(stage, elapsedMillis);
        }
    }

    /** Asks, and hears meanwhile. */
    default <T> T during(Asking<T> asking) throws InterruptedException {
        return ScopedValue.where(CURRENT, this).call(asking::ask);
    }

    /** A question to an engine. */
    @FunctionalInterface
    interface Asking<T> {
        T ask() throws InterruptedException;
    }
}
