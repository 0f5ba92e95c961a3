package runnel.bench.load;

/**
 * Durations in buckets of about 3 % width: cheap to add to, any number of them. Not thread-safe.
 */
public final class Histogram {
    private static final int STEP_BITS = 5;
    private static final int STEPS = 1 << STEP_BITS;

    private final long[] counts = new long[64 * STEPS];
    private long size;

    void add(long nanos) {
        counts[bucket(Math.max(0, nanos))]++;
        size++;
    }

    public long size() {
        return size;
    }

    /**
     * The duration that the given share of all stays within, in milliseconds; not a number where
     * there is none.
     *
     * @param share from 0 to 1
     */
    public double millis(double share) {
        var wanted = Math.max(1, Math.ceil(share * size));
        var seen = 0L;
        for (var i = 0; i < counts.length; i++) {
            seen += counts[i];
            if (seen >= wanted) {
                return middle(i) / 1e6;
            }
        }
        return Double.NaN;
    }

    // The first bits after the leading one choose the step within a power of two.
    private static int bucket(long nanos) {
        if (nanos < STEPS) {
            return (int) nanos;
        }
        var power = 63 - Long.numberOfLeadingZeros(nanos);
        return (power - STEP_BITS + 1) * STEPS + (int) (nanos >> power - STEP_BITS) - STEPS;
    }

    private static double middle(int bucket) {
        if (bucket < STEPS) {
            return bucket;
        }
        var shift = bucket / STEPS - 1;
        return (bucket % STEPS + STEPS + 0.5) * (1L << shift);
    }
}
