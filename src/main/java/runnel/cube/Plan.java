package runnel.cube;

import java.util.List;

/**
 * A statement that answers a query: SQL with {@code ?} for each bind, in order.
 *
 * @param binds values of type String, Long, Double, BigDecimal, Boolean or LocalDateTime (UTC)
 * @param warnings what the query said in vain, for people
 * @param memberNames every member of a cube that the statement uses
 */
public record Plan(String sql, List<Object> binds, List<Column> columns, Explain explain, List<String> warnings) {
    /** How the statement came about. */
    public record Explain(List<String> joinPath, List<String> memberNames) {}

    public Plan {
        binds = List.copyOf(binds);
        columns = List.copyOf(columns);
        warnings = List.copyOf(warnings);
    }

    /** The statement that counts this one's rows. */
    public static Plan counting(Plan all) {
        return new Plan(
                "SELECT count(*) FROM (" + all.sql() + ") AS q",
                all.binds(),
                List.of(new Column("total", List.of("total"), ValueType.NUMBER)),
                all.explain(),
                List.of());
    }
}
