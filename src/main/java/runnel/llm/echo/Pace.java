package runnel.llm.echo;

import java.time.Duration;
import runnel.base.Clock;

/**
 * A steady pace: who comes late to one beat is in time for the next. Far behind, as after a pause,
 * the pace begins anew. For one thread.
 */
final class Pace {
    private static final int MOST_BEATS_BEHIND = 25;

    private final Clock clock = Clock.system();
    private final long beatNanos;
    private long due;

    Pace(int beatMillis) {
        this.beatNanos = beatMillis * 1_000_000L;
        this.due = clock.nanos();
    }

    /** Waits for the next beat. */
    void await() throws InterruptedException {
        if (Thread.interrupted()) {
            throw new InterruptedException();
        }
        var now = clock.nanos();
        due += beatNanos;
        if (due > now) {
            Thread.sleep(Duration.ofNanos(due - now));
        } else if (now - due > MOST_BEATS_BEHIND * beatNanos) {
            due = now;
        }
    }
}
