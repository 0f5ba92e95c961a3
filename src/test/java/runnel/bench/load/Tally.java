package runnel.bench.load;

import java.util.ArrayList;
import java.util.List;

/** What clients have counted since the last {@link #reset}. For the thread of the clients only. */
public final class Tally {
    long events;
    long tokens;
    long slowTokens;
    long bytes;
    long complete;
    long failed;
    Histogram latency = new Histogram();
    private final List<String> complaints = new ArrayList<>();

    void reset() {
        events = 0;
        tokens = 0;
        slowTokens = 0;
        bytes = 0;
        complete = 0;
        latency = new Histogram();
    }

    /** A client did not get what it should; only the first few reasons are kept. */
    void fail(String reason) {
        failed++;
        if (complaints.size() < 3) {
            complaints.add(reason);
        }
    }

    /** Events that hold data; a comment is none. */
    public long events() {
        return events;
    }

    /** Tokens that came to those who read as fast as they can. */
    public long tokens() {
        return tokens;
    }

    public long slowTokens() {
        return slowTokens;
    }

    public long bytes() {
        return bytes;
    }

    /** Answers that ended as they should. */
    public long complete() {
        return complete;
    }

    /** Answers that did not, warm-up included. */
    public long failed() {
        return failed;
    }

    /** From the stamp in each token to its arrival at those who read as fast as they can. */
    public Histogram latency() {
        return latency;
    }

    public List<String> complaints() {
        return List.copyOf(complaints);
    }
}
