package runnel.web;

import java.util.List;
import java.util.stream.IntStream;

/** An axis of values between two round numbers, with a few more of them on the way. */
record ExploreScale(double from, double step, int steps) {
    private static final int WANTED_STEPS = 4;

    /** A scale that holds zero and all values between two. */
    static ExploreScale of(double least, double most) {
        var low = Math.min(0, least);
        var high = Math.max(0, most);
        if (high - low <= 0 || !Double.isFinite(high - low)) {
            return new ExploreScale(0, 1, 1);
        }
        var exact = (high - low) / WANTED_STEPS;
        var unit = Math.pow(10, Math.floor(Math.log10(exact)));
        var ratio = exact / unit;
        var step = unit * (ratio <= 1 ? 1 : ratio <= 2 ? 2 : ratio <= 5 ? 5 : 10);
        var first = Math.floor(low / step);
        return new ExploreScale(first * step, step, (int) (Math.ceil(high / step) - first));
    }

    List<Double> ticks() {
        return IntStream.rangeClosed(0, steps).mapToObj(i -> from + i * step).toList();
    }

    /** How far up a value lies: 0 to 1. */
    double share(double value) {
        return (value - from) / (step * steps);
    }
}
