package runnel.cube.demo;

import java.util.List;

/**
 * Numbers that look like chance and are always the same (Sebastiano Vigna's SplitMix64). For one
 * thread.
 */
final class Dice {
    private long state;

    Dice(long seed) {
        state = seed;
    }

    /** From 0 to one less than the bound. */
    int below(int bound) {
        return (int) Long.remainderUnsigned(next(), bound);
    }

    int between(int least, int most) {
        return least + below(most - least + 1);
    }

    boolean percent(int chance) {
        return below(100) < chance;
    }

    <T> T one(List<T> of) {
        return of.get(below(of.size()));
    }

    /** Rather the first ones than the last ones. */
    <T> T early(List<T> of) {
        return of.get(Math.min(below(of.size()), below(of.size())));
    }

    private long next() {
        state += 0x9E3779B97F4A7C15L;
        var z = state;
        z = (z ^ (z >>> 30)) * 0xBF58476D1CE4E5B9L;
        z = (z ^ (z >>> 27)) * 0x94D049BB133111EBL;
        return z ^ (z >>> 31);
    }
}
