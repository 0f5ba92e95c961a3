package runnel.bi.time;

import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * Finds what a question says about time, in Chinese and English, resolved against a given day.
 *
 * <p>The last N units are whole ones before the current one, so "last 30 days" ends yesterday;
 * weeks begin on Monday.
 */
public final class TimeGrammar {
    private TimeGrammar() {}

    /** All that a {@linkplain runnel.bi.words.Normal normal} text says of time, in its order. */
    public static List<TimeMatch> find(String text, LocalDate today) {
        var found = new ArrayList<TimeMatch>();
        for (var i = 0; i < text.length(); ) {
            var at = i;
            var match =
                    Character.isWhitespace(text.charAt(i))
                            ? Optional.<TimeMatch>empty()
                            : Recurring.at(text, i).or(() -> Spans.at(text, at, today));
            if (match.isPresent()) {
                found.add(match.get());
                i = match.get().end();
            } else {
                i++;
            }
        }
        return joined(found);
    }

    /** A part of a year and a year that stand apart ("上半年…(2025年)") belong together. */
    private static List<TimeMatch> joined(List<TimeMatch> found) {
        var parts = found.stream().filter(m -> unit(m).startsWith("?")).toList();
        var years = found.stream().filter(m -> unit(m).equals("year")).toList();
        var result = new ArrayList<TimeMatch>();
        for (var match : found) {
            if (match.meaning() instanceof TimeMatch.Range range && unit(match).startsWith("?")) {
                var period = range.period();
                if (years.size() == 1) {
                    period =
                            period.yearsEarlier(
                                    period.from().orElseThrow().getYear()
                                            - period(years.getFirst())
                                                    .from()
                                                    .orElseThrow()
                                                    .getYear());
                }
                result.add(
                        new TimeMatch(
                                match.start(),
                                match.end(),
                                new TimeMatch.Range(
                                        new Period(
                                                period.from(),
                                                period.to(),
                                                period.unit().substring(1),
                                                period.label()))));
            } else if (years.size() == 1 && !parts.isEmpty() && match.equals(years.getFirst())) {
                result.add(
                        new TimeMatch(
                                match.start(),
                                match.end(),
                                new TimeMatch.Range(
                                        new Period(Optional.empty(), Optional.empty(), "", ""))));
            } else {
                result.add(match);
            }
        }
        return result;
    }

    private static String unit(TimeMatch match) {
        return match.meaning() instanceof TimeMatch.Range range ? range.period().unit() : "";
    }

    private static Period period(TimeMatch match) {
        return ((TimeMatch.Range) match.meaning()).period();
    }
}
