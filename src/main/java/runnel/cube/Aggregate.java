package runnel.cube;

/** How a measure sums up. */
public enum Aggregate {
    COUNT("count", "count"),
    COUNT_DISTINCT("count_distinct", "countDistinct"),
    COUNT_DISTINCT_APPROX("count_distinct_approx", "countDistinctApprox"),
    SUM("sum", "sum"),
    AVG("avg", "avg"),
    MIN("min", "min"),
    MAX("max", "max"),
    /**
     * A formula that aggregates by itself or over other measures; so are the next ones, for other
     * types of values.
     */
    NUMBER("number", "number"),
    STRING("string", "string"),
    BOOLEAN("boolean", "boolean"),
    TIME("time", "time"),
    /** The place of a group among others. */
    RANK("rank", "rank");

    private final String word;
    private final String apiName;

    Aggregate(String word, String apiName) {
        this.word = word;
        this.apiName = apiName;
    }

    /** As models write it. */
    public String word() {
        return word;
    }

    /** As clients read it. */
    public String apiName() {
        return apiName;
    }

    /** Whether the measure's SQL stands as it is, without an aggregate around it. */
    public boolean isFormula() {
        return ordinal() >= NUMBER.ordinal();
    }

    /** Whether partial results can be summed up further without the rows. */
    public boolean isAdditive() {
        return this == COUNT || this == SUM || this == MIN || this == MAX;
    }

    public ValueType type() {
        return switch (this) {
            case STRING -> ValueType.STRING;
            case BOOLEAN -> ValueType.BOOLEAN;
            case TIME -> ValueType.TIME;
            default -> ValueType.NUMBER;
        };
    }
}
