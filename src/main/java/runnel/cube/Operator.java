package runnel.cube;

import java.util.Arrays;
import java.util.List;
import java.util.Optional;

/** How a filter compares. */
public enum Operator {
    EQUALS("equals"),
    NOT_EQUALS("notEquals"),
    CONTAINS("contains"),
    NOT_CONTAINS("notContains"),
    STARTS_WITH("startsWith"),
    NOT_STARTS_WITH("notStartsWith"),
    ENDS_WITH("endsWith"),
    NOT_ENDS_WITH("notEndsWith"),
    IN("in"),
    NOT_IN("notIn"),
    GT("gt"),
    GTE("gte"),
    LT("lt"),
    LTE("lte"),
    SET("set"),
    NOT_SET("notSet"),
    IN_DATE_RANGE("inDateRange"),
    NOT_IN_DATE_RANGE("notInDateRange"),
    ON_THE_DATE("onTheDate"),
    BEFORE_DATE("beforeDate"),
    BEFORE_OR_ON_DATE("beforeOrOnDate"),
    AFTER_DATE("afterDate"),
    AFTER_OR_ON_DATE("afterOrOnDate"),
    /** Holds for the rows that a measure counts. */
    MEASURE_FILTER("measureFilter");

    private final String word;

    Operator(String word) {
        this.word = word;
    }

    public String word() {
        return word;
    }

    public static List<String> words() {
        return Arrays.stream(values()).map(Operator::word).toList();
    }

    /**
     * The operator of a name; {@code measure_filter} and other snake-case spellings are known too.
     */
    public static Optional<Operator> of(String word) {
        var plain = word.replace("_", "");
        return Arrays.stream(values())
                .filter(operator -> operator.word.equalsIgnoreCase(plain))
                .findFirst();
    }

    public boolean needsValues() {
        return this != SET && this != NOT_SET && this != MEASURE_FILTER;
    }

    public boolean isDate() {
        return ordinal() >= IN_DATE_RANGE.ordinal() && this != MEASURE_FILTER;
    }

    /** Whether it compares by size, for which a missing value has none. */
    public boolean isOrder() {
        return this == GT || this == GTE || this == LT || this == LTE;
    }

    public boolean isText() {
        return ordinal() >= CONTAINS.ordinal() && ordinal() <= NOT_ENDS_WITH.ordinal();
    }

    /** Whether it holds for what is different: such filters keep rows without a value. */
    public boolean isNegative() {
        return this == NOT_EQUALS
                || this == NOT_IN
                || this == NOT_CONTAINS
                || this == NOT_STARTS_WITH
                || this == NOT_ENDS_WITH;
    }
}
