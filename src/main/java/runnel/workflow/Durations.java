package runnel.workflow;

import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.locks.ReentrantLock;
import runnel.base.Clock;

/** How long each step usually takes, learnt from its runs. Thread-safe. */
public final class Durations {
    /** How much the latest run counts. */
    private static final double WEIGHT = 0.3;

    /** Between two times of being kept. */
    static final long KEPT_NANOS = 1_000_000_000;

    /** Where they are kept over restarts. */
    public interface Keeper {
        /** Keeps nothing. */
        Keeper NONE =
                new Keeper() {
                    @Override
                    public Map<String, Double> read() {
                        return Map.of();
                    }

                    @Override
                    public void write(Map<String, Double> millis) {}
                };

        /** What was kept; nothing where there is none. */
        Map<String, Double> read();

        /** Keeps all; a failure is nobody's trouble. */
        void write(Map<String, Double> millis);
    }

    private final Map<String, Double> millis;
    private final Keeper keeper;
    private final Clock clock;
    private final ReentrantLock keeping = new ReentrantLock();
    private long keptNanos;

    public Durations(Keeper keeper, Clock clock) {
        this.keeper = keeper;
        this.clock = clock;
        this.millis = new ConcurrentHashMap<>(keeper.read());
        this.keptNanos = clock.nanos() - KEPT_NANOS;
    }

    void learn(String workflow, String step, long took) {
        millis.merge(
                workflow + "/" + step,
                (double) took,
                (old, latest) -> old + WEIGHT * (latest - old));
    }

    /** Keeps what was learnt, unless that was just done. */
    void keep() {
        if (!keeping.tryLock()) {
            return;
        }
        try {
            if (clock.nanos() - keptNanos >= KEPT_NANOS) {
                keptNanos = clock.nanos();
                keeper.write(Map.copyOf(millis));
            }
        } finally {
            keeping.unlock();
        }
    }

    /** Milliseconds that a step will take; -1 where it was never seen. */
    public long expected(String workflow, String step) {
        var known = millis.get(workflow + "/" + step);
        return known == null ? -1 : Math.round(known);
    }
}
