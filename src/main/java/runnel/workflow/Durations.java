package runnel.workflow;

import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;

/** How long each step usually takes, learnt from its runs since the start. Thread-safe. */
public final class Durations {
    /** How much the latest run counts. */
    private static final double WEIGHT = 0.3;

    private final Map<String, Double> millis = new ConcurrentHashMap<>();

    void learn(String workflow, String step, long took) {
        millis.merge(
                workflow + "/" + step,
                (double) took,
                (old, latest) -> old + WEIGHT * (latest - old));
    }

    /** Milliseconds that a step will take; -1 where it was never seen. */
    public long expected(String workflow, String step) {
        var known = millis.get(workflow + "/" + step);
        return known == null ? -1 : Math.round(known);
    }
}
