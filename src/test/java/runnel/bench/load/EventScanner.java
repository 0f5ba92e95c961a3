package runnel.bench.load;

/**
 * Counts events and tokens in a body, whatever pieces it comes in.
 *
 * <p>A token is marked {@code t=}, followed by {@link System#nanoTime} of when it was sent or by
 * nothing. On one machine this count is the same for all processes.
 */
final class EventScanner {
    private static final int STAMP_DIGITS = 8;

    private final Tally tally;
    private final boolean slow;
    private byte before;
    private boolean atLineStart = true;
    private boolean hasData;

    /** Digits of a stamp that was begun; -1 outside. */
    private int digits = -1;

    private long stamp;

    EventScanner(Tally tally, boolean slow) {
        this.tally = tally;
        this.slow = slow;
    }

    void scan(byte[] bytes, int from, int to, long now) {
        for (var i = from; i < to; i++) {
            var b = bytes[i];
            if (digits >= 0) {
                if (b >= '0' && b <= '9') {
                    stamp = stamp * 10 + b - '0';
                    digits++;
                } else {
                    token(now);
                }
            }
            if (b == '=' && before == 't') {
                digits = 0;
                stamp = 0;
            } else if (b == '\n') {
                line();
            } else if (atLineStart) {
                atLineStart = false;
                hasData |= b == 'd';
            }
            before = b;
        }
    }

    private void line() {
        if (atLineStart && hasData) {
            tally.events++;
            hasData = false;
        }
        atLineStart = true;
    }

    private void token(long now) {
        if (slow) {
            tally.slowTokens++;
        } else {
            tally.tokens++;
            if (digits >= STAMP_DIGITS) {
                tally.latency.add(now - stamp);
            }
        }
        digits = -1;
    }
}
