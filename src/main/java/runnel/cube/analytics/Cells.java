package runnel.cube.analytics;

import java.math.BigDecimal;
import java.time.LocalDateTime;
import org.jspecify.annotations.Nullable;
import runnel.cube.DateRange;

/** Values as text, in the forms that clients expect: numbers without trailing zeros, times without a zone. */
public final class Cells {
    private static final double LARGEST_PLAIN = 1e21;
    private static final double SMALLEST_PLAIN = 1e-6;

    private Cells() {}

    /** The text of any value of a row but null. */
    public static String text(Object value) {
        return switch (value) {
            case BigDecimal number -> number(number);
            case Double number -> number(number);
            case LocalDateTime time -> DateRange.text(time);
            default -> value.toString();
        };
    }

    /** The text of a value; empty for none. */
    public static String orEmpty(@Nullable Object value) {
        return value == null ? "" : text(value);
    }

    private static String number(BigDecimal number) {
        return number.signum() == 0 ? "0" : number.stripTrailingZeros().toPlainString();
    }

    private static String number(double number) {
        if (Double.isNaN(number) || Double.isInfinite(number)) {
            return Double.toString(number);
        }
        var size = Math.abs(number);
        if (size == 0) {
            return "0";
        }
        return size < LARGEST_PLAIN && size >= SMALLEST_PLAIN
                ? number(new BigDecimal(Double.toString(number)))
                : Double.toString(number).replace(".0E", "e").replace("E", "e");
    }
}
