package runnel.bi.time;

import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Finds what a question says about time, in Chinese and English, resolved against a given day.
 *
 * <p>The last N units are whole ones before the current one, so "last 30 days" ends yesterday;
 * weeks begin on Monday.
 */
public final class TimeGrammar {
    private static final Pattern OPEN =
            Pattern.compile("(?:between|from|during|in|within|自从|从|自|在)?\\s*");
    private static final Pattern TO =
            Pattern.compile("\\s*(?:to|until|till|through|thru|up to|-|~|到|至)\\s*");
    private static final Pattern AND = Pattern.compile("\\s*(?:and|和|与|跟)\\s*");
    private static final Pattern SINCE =
            Pattern.compile(
                    "(?:ever since|since|starting from|starting|from|as of|从|自从|自)\\s*(?:the (?:start|beginning) of\\s*)?");
    private static final Pattern ONWARDS =
            Pattern.compile(
                    "\\s*(?:以来|起|开始|至今|到现在|到今天|onwards?|on(?=\\s*$)|till now|until now|until today|to date)");
    private static final Pattern AFTER = Pattern.compile("(?:after|later than|following)\\s+");
    private static final Pattern AFTER_HAN = Pattern.compile("(?:年?底)?(?:之后|以后|后)(?!\\d)");
    private static final Pattern BEFORE = Pattern.compile("(?:before|prior to|earlier than)\\s+");
    private static final Pattern BEFORE_HAN = Pattern.compile("(?:之前|以前|前)(?![\\d一二三四五六七八九十名])");
    private static final Pattern UNTIL =
            Pattern.compile(
                    "(?:until|till|up to|through|by the end of|up until|no later than|截至到?|截止到?|直到)\\s*(?:the (?:very )?end of\\s*)?");
    private static final Pattern EVERY =
            Pattern.compile(
                    "(?<![a-z])(?:(?:by|per|each|every|for each|for every|a)\\s+(?:calendar\\s+)?(day|date|week|month|quarter|year)s?"
                            + "|(day|week|month|quarter|year) (?:by|over) (?:day|week|month|quarter|year)"
                            + "|(dai|week|month|quarter|year)ly|(annual)(?:ly)?|over the (day|week|month|quarter|year)s)(?![a-z])"
                            + "|(?:按照?|每个?|各个?|逐个?|分|以)(?:自然)?(天|日|周|星期|月|季|年)(?:份|度|期|为单位)?(?![均轻])"
                            + "|(?<![\\d一二三四五六七八九十个上本这下])(周|月|季|年)度(?=[^至])|一个月一个月");
    private static final Pattern WHICH =
            Pattern.compile(
                    "(?<![a-z])(?:which|what|busiest|best|worst|top|top \\d+)\\s+(day|week|month|quarter|year)s?(?![a-z])"
                            + "|(?:哪个?|哪一个?|哪几个?)(天|日|周|月|季|年)(?:份|度)?|(月)份|(?<=[的大个])(季)度(?=$|[,?!。])|(?<=[的大个])(年)份"
                            + "|(?<=\\d )(month|quarter|year|week|day)s(?= (?:by|with|in terms))");
    private static final Pattern TREND =
            Pattern.compile(
                    "(?<![a-z])(?:over time|trends?|trending|develop(?:ed|s|ing|ment)?|evolve[ds]?|evolution|time series)(?![a-z])|的?变化?(?:趋势|走势)|趋势|走势|变化情况");
    private static final Pattern OVER_YEAR =
            Pattern.compile(
                    "(?<![a-z])(?:year[ -]o(?:ver|n)[ -]year|yoy|y/y|versus the (?:previous|prior) year|compared (?:to|with) the same period last year|same period last year)(?![a-z])|同比(?:增长|变化|增速)?(?:率|情况)?|(?:与|和|跟)?去年同期(?:相?比|对比)?");
    private static final Pattern OVER_PERIOD =
            Pattern.compile(
                    "(?<![a-z])(?:(?:month|week|quarter|day|period)[ -]o(?:ver|n)[ -](?:month|week|quarter|day|period)|mom|qoq|wow)(?![a-z])|环比(?:增长|变化|增速)?(?:率|情况)?");
    private static final Pattern FUTURE =
            Pattern.compile(
                    "(?<![a-z])(?:tomorrow|(?:next|coming|following|upcoming)\\s+(?:\\d+\\s+)?(?:few\\s+)?(?:days?|weeks?|months?|quarters?|years?))(?![a-z])|明天|后天|明年|明日|下一?个?(?:周|星期|月|季度|年度?)(?!半)|未来|今后|接下来");
    private static final Pattern NUMBER_BEFORE =
            Pattern.compile(
                    "(?:than|over|above|below|under|exceed(?:s|ing)?|least|most|top|超过|大于|小于|低于|高于|不足|少于|多于|[><=]|前)\\s*$");

    private TimeGrammar() {}

    /** All that a {@linkplain runnel.bi.words.Normal normal} text says of time, in its order. */
    public static List<TimeMatch> find(String text, LocalDate today) {
        var found = new ArrayList<TimeMatch>();
        for (var i = 0; i < text.length(); ) {
            var match =
                    Character.isWhitespace(text.charAt(i))
                            ? Optional.<TimeMatch>empty()
                            : at(text, i, today);
            if (match.isPresent()) {
                found.add(match.get());
                i = match.get().end();
            } else {
                i++;
            }
        }
        return joined(found);
    }

    private static Optional<TimeMatch> at(String text, int i, LocalDate today) {
        var word =
                pattern(OVER_YEAR, text, i)
                        .map(end -> new TimeMatch(i, end, new TimeMatch.Growth(true)))
                        .or(() ->
                                pattern(OVER_PERIOD, text, i)
                                        .map(end ->
                                                new TimeMatch(i, end, new TimeMatch.Growth(false))))
                        .or(() ->
                                pattern(FUTURE, text, i)
                                        .map(end ->
                                                new TimeMatch(
                                                        i,
                                                        end,
                                                        new TimeMatch.Future(
                                                                text.substring(i, end)))))
                        .or(() -> every(EVERY, text, i))
                        .or(() -> every(WHICH, text, i))
                        .or(() ->
                                pattern(TREND, text, i)
                                        .map(end ->
                                                new TimeMatch(i, end, new TimeMatch.Every(""))));
        return word.isPresent() ? word : range(text, i, today);
    }

    private static Optional<Integer> pattern(Pattern pattern, String text, int i) {
        var matcher = matcher(pattern, text, i);
        return matcher.lookingAt() && matcher.end() > i
                ? Optional.of(matcher.end())
                : Optional.empty();
    }

    private static Matcher matcher(Pattern pattern, String text, int i) {
        return pattern.matcher(text)
                .region(i, text.length())
                .useTransparentBounds(true)
                .useAnchoringBounds(false);
    }

    private static Optional<TimeMatch> every(Pattern pattern, String text, int i) {
        var matcher = matcher(pattern, text, i);
        if (!matcher.lookingAt()) {
            return Optional.empty();
        }
        var unit = "month";
        for (var group = 1; group <= matcher.groupCount(); group++) {
            var word = matcher.group(group);
            if (word != null) {
                unit = Calendar.unit(word);
            }
        }
        return Optional.of(new TimeMatch(i, matcher.end(), new TimeMatch.Every(unit)));
    }

    private static Optional<TimeMatch> range(String text, int i, LocalDate today) {
        if (i > 0 && isWord(text.charAt(i)) && isWord(text.charAt(i - 1))) {
            return Optional.empty();
        }
        return span(text, i, today)
                .or(() -> prefixed(text, i, today))
                .or(() -> single(text, i, today));
    }

    /** "from A to B", "between A and B", "A~B". */
    private static Optional<TimeMatch> span(String text, int i, LocalDate today) {
        var open = matcher(OPEN, text, i);
        var start = open.lookingAt() ? open.end() : i;
        var said = text.substring(i, start);
        var first = atom(text, start, today);
        if (first.isEmpty()) {
            return Optional.empty();
        }
        var link = matcher(TO, text, first.get().end());
        var linked = link.lookingAt() && link.end() > first.get().end();
        if (!linked && (said.startsWith("between") || said.startsWith("在"))) {
            link = matcher(AND, text, first.get().end());
            linked = link.lookingAt();
        }
        var second = linked ? second(text, link.end(), first.get(), today) : Optional.<Atom>empty();
        if (second.isEmpty()) {
            return Optional.empty();
        }
        var from = first.get();
        var to = second.get();
        if (from.kind() == Atom.Kind.PART
                && to.kind() == Atom.Kind.WHOLE
                && from.from().getYear() != to.from().getYear()) {
            from = from.in(to.from().getYear(), from.end());
        } else if (to.kind() == Atom.Kind.PART) {
            to =
                    to.in(
                            from.from().getYear()
                                    + (to.from().getMonthValue() < from.from().getMonthValue()
                                                    && from.kind() == Atom.Kind.PART
                                            ? 1
                                            : 0),
                            to.end());
        }
        if (from.from().isAfter(to.to())) {
            return Optional.empty();
        }
        return Optional.of(
                match(i, to.end(), Optional.of(from.from()), Optional.of(to.to()), "", text));
    }

    private static Optional<Atom> second(String text, int start, Atom first, LocalDate today) {
        var now = matcher(Pattern.compile("now|today|present|现在|今天|今日|目前"), text, start);
        if (now.lookingAt()) {
            return Optional.of(Atom.one(now.end(), today, "day", Atom.Kind.WHOLE));
        }
        var day = matcher(Pattern.compile("(\\d{1,2})[日号]"), text, start);
        if (first.unit().equals("day") && day.lookingAt()) {
            var last = Math.min(Integer.parseInt(day.group(1)), first.from().lengthOfMonth());
            return Optional.of(
                    Atom.one(
                            day.end(),
                            first.from().withDayOfMonth(Math.max(1, last)),
                            "day",
                            Atom.Kind.WHOLE));
        }
        return atom(text, start, today);
    }

    /** "since A", "after A", "before A", "until A", "A以来". */
    private static Optional<TimeMatch> prefixed(String text, int i, LocalDate today) {
        for (var pattern : List.of(SINCE, AFTER, BEFORE, UNTIL)) {
            var word = matcher(pattern, text, i);
            if (!word.lookingAt()) {
                continue;
            }
            var atom = atom(text, word.end(), today);
            if (atom.isEmpty()) {
                continue;
            }
            var end = atom.get().end();
            if (pattern == SINCE) {
                var more = matcher(ONWARDS, text, end);
                var open = more.lookingAt();
                if (!open
                        && !word.group().startsWith("since")
                        && !word.group().startsWith("ever")
                        && !word.group().startsWith("starting")) {
                    continue;
                }
                return Optional.of(
                        match(
                                i,
                                open ? more.end() : end,
                                Optional.of(atom.get().from()),
                                Optional.empty(),
                                "",
                                text));
            }
            if (pattern == AFTER) {
                return Optional.of(
                        match(
                                i,
                                end,
                                Optional.of(atom.get().to().plusDays(1)),
                                Optional.empty(),
                                "",
                                text));
            }
            var last = pattern == BEFORE ? atom.get().from().minusDays(1) : atom.get().to();
            var tail =
                    pattern == UNTIL
                            ? matcher(Pattern.compile("年?底|末|为止"), text, end)
                            : matcher(Pattern.compile("(?!)"), text, end);
            return Optional.of(
                    match(
                            i,
                            tail.lookingAt() ? tail.end() : end,
                            Optional.empty(),
                            Optional.of(last),
                            "",
                            text));
        }
        return Optional.empty();
    }

    private static Optional<TimeMatch> single(String text, int i, LocalDate today) {
        var atom = atom(text, i, today);
        if (atom.isEmpty()) {
            return Optional.empty();
        }
        var time = atom.get();
        var onwards = matcher(ONWARDS, text, time.end());
        if (onwards.lookingAt()) {
            return Optional.of(
                    match(i, onwards.end(), Optional.of(time.from()), Optional.empty(), "", text));
        }
        var after = matcher(AFTER_HAN, text, time.end());
        if (after.lookingAt()) {
            return Optional.of(
                    match(
                            i,
                            after.end(),
                            Optional.of(time.to().plusDays(1)),
                            Optional.empty(),
                            "",
                            text));
        }
        var before = matcher(BEFORE_HAN, text, time.end());
        if (before.lookingAt()) {
            return Optional.of(
                    match(
                            i,
                            before.end(),
                            Optional.empty(),
                            Optional.of(time.from().minusDays(1)),
                            "",
                            text));
        }
        var kind = time.kind() == Atom.Kind.PART ? "?" : "";
        return Optional.of(
                match(
                        i,
                        time.end(),
                        Optional.of(time.from()),
                        Optional.of(time.to()),
                        kind + time.unit(),
                        text));
    }

    /** A point of time with the year that stands beside it. */
    private static Optional<Atom> atom(String text, int i, LocalDate today) {
        if (i >= text.length()
                || NUMBER_BEFORE.matcher(text.substring(Math.max(0, i - 12), i)).find()
                        && Character.isDigit(text.charAt(i))) {
            return Optional.empty();
        }
        var atom = Atoms.at(text, i, today);
        if (atom.isEmpty()) {
            return atom;
        }
        var time = atom.get();
        if (time.kind() == Atom.Kind.YEAR) {
            var part = neighbour(text, time.end(), "\\s*的?\\s*", today, Atom.Kind.PART);
            return part.isPresent() ? part.map(p -> p.in(time.from().getYear(), p.end())) : atom;
        }
        if (time.kind() == Atom.Kind.PART) {
            var year = neighbour(text, time.end(), "\\s*(?:of|in|,|-)?\\s*", today, Atom.Kind.YEAR);
            return year.isPresent() ? year.map(y -> time.in(y.from().getYear(), y.end())) : atom;
        }
        return atom;
    }

    private static Optional<Atom> neighbour(
            String text, int end, String gap, LocalDate today, Atom.Kind kind) {
        var matcher = matcher(Pattern.compile(gap), text, end);
        var start = matcher.lookingAt() ? matcher.end() : end;
        return start >= text.length()
                ? Optional.empty()
                : Atoms.at(text, start, today).filter(other -> other.kind() == kind);
    }

    private static TimeMatch match(
            int start,
            int end,
            Optional<LocalDate> from,
            Optional<LocalDate> to,
            String unit,
            String text) {
        return new TimeMatch(
                start,
                end,
                new TimeMatch.Range(
                        new Period(from, to, unit, text.substring(start, end).strip())));
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

    private static boolean isWord(char c) {
        return c < 128 && Character.isLetterOrDigit(c);
    }
}
