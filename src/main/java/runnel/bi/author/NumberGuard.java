package runnel.bi.author;

import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.regex.Pattern;
import runnel.bi.answer.Grid;

/**
 * Reads a text as it is written and marks each number in it that does not follow from the rows.
 *
 * <p>The end of a text is held back while it may still be the beginning of a number. Used by one
 * thread.
 */
final class NumberGuard {
    private static final Pattern DIGITS = Pattern.compile("\\d+(?:\\.\\d+)?");

    private final Derived derived;
    private final Set<Double> given = new HashSet<>();
    private final String mark;
    private final StringBuilder text = new StringBuilder();
    private final List<String> unfounded = new ArrayList<>();
    private int shown;

    /**
     * @param given texts whose numbers may be repeated: the question, the query, labels
     * @param mark what is put behind a number that is not founded
     */
    NumberGuard(Grid grid, List<String> given, String mark) {
        this.derived = new Derived(grid);
        this.mark = mark;
        given.forEach(this::give);
        grid.fields().forEach(field -> give(field.title()));
        for (var row : grid.rows()) {
            for (var column : grid.columns(Grid.Role.DIMENSION)) {
                row.get(column).ifPresent(this::give);
            }
            for (var column : grid.columns(Grid.Role.TIME)) {
                row.get(column).ifPresent(this::give);
            }
        }
    }

    /** What of the text can be shown now. */
    String next(String piece) {
        text.append(piece);
        return upTo(text.length() - StatedNumber.LOOK_AHEAD);
    }

    /** The rest of the text. */
    String rest() {
        return upTo(text.length());
    }

    /** The numbers that were marked. */
    List<String> unfounded() {
        return List.copyOf(unfounded);
    }

    private void give(String words) {
        var found = DIGITS.matcher(words.replaceAll("(?<=\\d)[,，](?=\\d{3})", ""));
        while (found.find()) {
            given.add(Double.parseDouble(found.group()));
        }
    }

    private String upTo(int end) {
        var out = new StringBuilder();
        var excepted = excepted();
        var numbers = StatedNumber.pattern().matcher(text);
        var from = shown;
        while (numbers.find(from)) {
            from = numbers.end();
            var start = numbers.start();
            if (excepted.stream().anyMatch(span -> span.holds(start))) {
                continue;
            }
            if (numbers.end() > end) {
                end = Math.min(end, start);
                break;
            }
            var stated = StatedNumber.of(numbers.toMatchResult());
            if (!isFounded(stated)) {
                unfounded.add(stated.text());
                out.append(text, shown, numbers.end()).append(mark);
                shown = numbers.end();
            }
        }
        if (end > shown) {
            out.append(text, shown, end);
            shown = end;
        }
        return out.toString();
    }

    private boolean isFounded(StatedNumber stated) {
        return derived.holds(stated)
                || given.stream()
                        .anyMatch(number -> Math.abs(number - Math.abs(stated.value())) < 1e-9);
    }

    private record Span(int from, int to) {
        private boolean holds(int place) {
            return from <= place && place < to;
        }
    }

    /** Where dates and marks of lists are. */
    private List<Span> excepted() {
        var spans = new ArrayList<Span>();
        for (var pattern : List.of(StatedNumber.dates(), StatedNumber.items())) {
            var found = pattern.matcher(text);
            while (found.find()) {
                spans.add(new Span(found.start(), found.end()));
            }
        }
        return spans;
    }
}
