package runnel.log;

/** A reader that may be asleep, and can be woken by others than its log. */
interface Sleeper {
    boolean isWaiting();

    /** Lets it return to its own affairs with nothing. */
    void nudge();

    /** Lets it come to its end. */
    void end();
}
