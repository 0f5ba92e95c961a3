package runnel.web;

import java.util.List;

/** The data explorer as its page shows it. */
public record ExploreView(
        List<Cube> cubes,
        List<Group> times,
        List<Group> members,
        List<Condition> conditions,
        String time,
        String grain,
        String range,
        String link,
        List<Fault> problems,
        Outcome outcome) {
    /** Granularities to choose from. */
    public static final List<String> GRAINS =
            List.of("year", "quarter", "month", "week", "day", "hour");

    /** Ranges to choose from, beside whatever is written. */
    public static final List<String> RANGES =
            List.of(
                    "today",
                    "this month",
                    "this year",
                    "last 30 days",
                    "last 12 months",
                    "last year",
                    "2026-01-01 to 2026-03-31");

    /** Comparisons to choose from. */
    public static final List<String> OPERATORS =
            List.of(
                    "equals",
                    "notEquals",
                    "contains",
                    "notContains",
                    "startsWith",
                    "gt",
                    "gte",
                    "lt",
                    "lte",
                    "set",
                    "notSet",
                    "inDateRange",
                    "beforeDate",
                    "afterDate");

    public ExploreView {
        cubes = List.copyOf(cubes);
        times = List.copyOf(times);
        members = List.copyOf(members);
        conditions = List.copyOf(conditions);
        problems = List.copyOf(problems);
    }

    /** The members of one cube in a list to choose one from. */
    public record Group(String title, List<Option> options) {
        public Group {
            options = List.copyOf(options);
        }
    }

    /** One of them. */
    public record Option(String name, String title) {}

    /** Something that is wrong with the model, and what to do about it. */
    public record Fault(String place, String message, String hint) {}

    /** A cube or a view with the members to choose from. */
    public record Cube(
            String name,
            String title,
            String description,
            boolean view,
            boolean open,
            List<Member> members) {
        public Cube {
            members = List.copyOf(members);
        }
    }

    /**
     * A member to choose.
     *
     * @param field of the form: {@code m}, {@code d} or {@code s}
     * @param words what a search finds it by
     */
    public record Member(
            String field,
            String name,
            String title,
            String description,
            String words,
            boolean chosen) {}

    /** A row of the filters. */
    public record Condition(int number, String member, String operator, String values) {}

    /** What came of the query: nothing asked yet, a complaint, or rows. */
    public sealed interface Outcome {}

    /** Nothing is chosen. */
    public record Nothing() implements Outcome {}

    /** The query cannot be answered. */
    public record Complaint(String message, String hint) implements Outcome {}

    /**
     * Rows of a page.
     *
     * @param download query string for all rows
     * @param chart empty where the shape of the rows suits none
     */
    public record Rows(
            List<Column> columns,
            List<List<String>> rows,
            Pages pages,
            String sql,
            String query,
            String download,
            Chart chart,
            List<String> warnings,
            String remark)
            implements Outcome {
        public Rows {
            columns = List.copyOf(columns);
            rows = List.copyOf(rows);
            warnings = List.copyOf(warnings);
        }
    }

    /**
     * A chart of the rows of a page.
     *
     * @param chosen the kind that was asked for, which the next answer is drawn as too where it can
     * @param partial whether there are rows that it does not show
     */
    public record Chart(String html, List<Kind> kinds, String chosen, boolean partial) {
        public Chart {
            kinds = List.copyOf(kinds);
        }
    }

    /** A kind of chart that suits the rows, and the query string that shows it. */
    public record Kind(String word, String link, boolean shown) {}

    /** Links to the pages before and after; empty where there is none. */
    public record Pages(String before, String after, String shown) {}

    /**
     * A column.
     *
     * @param sort query string that sorts by it
     * @param sorted {@code ascending}, {@code descending} or {@code none}
     */
    public record Column(String title, boolean number, String sort, String sorted) {}
}
