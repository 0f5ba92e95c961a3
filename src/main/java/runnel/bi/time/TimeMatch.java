package runnel.bi.time;

/** Words of a text that speak of time. */
public record TimeMatch(int start, int end, Meaning meaning) {
    /** What words about time may say. */
    public sealed interface Meaning {}

    /** Days that are asked about. */
    public record Range(Period period) implements Meaning {}

    /**
     * Something for each period.
     *
     * @param unit {@code day}, {@code week}, {@code month}, {@code quarter}, {@code year}; empty
     *     where any that shows a development will do
     */
    public record Every(String unit) implements Meaning {}

    /** Days that lie a unit before those that were spoken of. */
    public record Earlier(String unit) implements Meaning {}

    /** A comparison with the same days of the year before, or with the period before. */
    public record Growth(boolean overYear) implements Meaning {}

    /** Days that nobody knows of yet. */
    public record Future(String label) implements Meaning {}
}
