package runnel.workflow;

import java.util.Arrays;
import java.util.Locale;
import java.util.Optional;
import java.util.function.Predicate;

/**
 * Whether a step is done, by what the steps before have returned.
 *
 * @param value what is looked at
 * @param wanted what it is held against
 */
public record Condition(Template value, Comparison comparison, Template wanted)
        implements Predicate<Outputs> {
    /** How two texts are compared, without regard to capitals and surrounding space. */
    public enum Comparison {
        /** There is anything at all. */
        THERE,
        IS,
        IS_NOT,
        CONTAINS,
        LACKS,
        /** Both are numbers, and it is the larger. */
        ABOVE,
        /** Both are numbers, and it is the smaller. */
        BELOW;

        public static Optional<Comparison> of(String word) {
            return Arrays.stream(values()).filter(one -> one.word().equals(word)).findFirst();
        }

        public String word() {
            return name().toLowerCase(Locale.ROOT);
        }
    }

    @Override
    public boolean test(Outputs outputs) {
        var one = bare(value, outputs);
        var other = bare(wanted, outputs);
        return switch (comparison) {
            case THERE -> !one.isEmpty();
            case IS -> one.equals(other);
            case IS_NOT -> !one.equals(other);
            case CONTAINS -> one.contains(other);
            case LACKS -> !one.contains(other);
            case ABOVE -> number(one) > number(other);
            case BELOW -> number(one) < number(other);
        };
    }

    private static String bare(Template template, Outputs outputs) {
        return template.fill(outputs).strip().toLowerCase(Locale.ROOT);
    }

    /** What is no number is neither above nor below anything. */
    private static double number(String text) {
        try {
            return Double.parseDouble(text.replace(",", ""));
        } catch (NumberFormatException e) {
            return Double.NaN;
        }
    }
}
