package runnel.bi.time;

import java.util.Map;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** What is said of time without naming one: "monthly", "同比", "over time", "next year". */
final class Recurring {
    private static final Pattern EVERY =
            Pattern.compile(
                    "(?<![a-z])(?:(?:by|per|each|every|for each|for every|a)\\s+(?:calendar\\s+)?(day|date|week|month|quarter|year)s?"
                            + "|(?:by|per|each|every)\\s*(天|日|周|星期|月|季|年)(?:份|度)?"
                            + "|(?<=[按每各])照?\\s*(day|week|month|quarter|year)s?"
                            + "|(day|week|month|quarter|year) (?:by|over) (?:day|week|month|quarter|year)"
                            + "|(dai|week|month|quarter|year)ly|(annual)(?:ly)?|over the (day|week|month|quarter|year)s)(?![a-z])"
                            + "|(?:按照?|每个?|各个?|逐个?|分|以)(?:自然)?(天|日|周|星期|月|季|年)(?:份|度|期|为单位)?(?![均轻])"
                            + "|(?<![\\d一二三四五六七八九十个上本这下])(周|月|季|年)度(?=[^至])|一个月一个月");
    private static final Pattern WHICH =
            Pattern.compile(
                    "(?<![a-z])(?:which|what|busiest|quietest|slowest|strongest|weakest|best|worst|top|top \\d+)\\s+(day|week|month|quarter|year)s?(?![a-z])"
                            + "|(?:哪个?|哪一个?|哪几个?)(天|日|周|月|季|年)(?:份|度)?|(月)份|(?<=[的大个])(季)度(?=$|[,?!。])|(?<=[的大个])(年)份"
                            + "|(?<=\\d )(month|quarter|year|week|day)s(?= (?:by|with|in terms))");
    private static final Pattern TREND =
            Pattern.compile(
                    "(?<![a-z])(?:over time|trends?|trending|develop(?:ed|s|ing|ment)?|evolve[ds]?|evolution|time series)(?![a-z])|的?变化?(?:趋势|走势)|趋势|走势|变化情况");
    private static final Pattern OVER_YEAR =
            Pattern.compile(
                    "(?<![a-z])(?:year[ -]o(?:ver|n)[ -]year|yoy|y/y|versus the (?:previous|prior) year|compared (?:to|with) the same period last year|(?:the )?same (?:period|month|week|quarter|days?|time) (?:last year|a year (?:ago|earlier|before)|(?:of|in) the (?:previous|prior) year|the (?:previous|prior) year))(?![a-z])|同比(?:增长|变化|增速)?(?:率|情况)?|(?:与|和|跟)?去年同期(?:相?比|对比)?");
    private static final Pattern OVER_PERIOD =
            Pattern.compile(
                    "(?<![a-z])(?:(?:month|week|quarter|day|period)[ -]o(?:ver|n)[ -](?:month|week|quarter|day|period)|mom|qoq|wow)(?![a-z])|环比(?:增长|变化|增速)?(?:率|情况)?");
    private static final Pattern EARLIER =
            Pattern.compile(
                    "(?<![a-z])(?:the )?(year|quarter|month|week|day) (?:before(?: that)?|earlier)(?=\\s*(?:$|[,.?!;]))"
                            + "|再(?:往)?(?:前|早)一?个?(年|季度|月|周|天)|更早一?个?(年|季度|月|周|天)");
    private static final Pattern FUTURE =
            Pattern.compile(
                    "(?<![a-z])(?:tomorrow|(?:next|coming|following|upcoming)\\s+(?:\\d+\\s+)?(?:few\\s+)?(?:days?|weeks?|months?|quarters?|years?))(?![a-z])|明天|后天|明年|明日|下一?个?(?:周|星期|月|季度|年度?)(?!半)|未来|今后|接下来");

    private Recurring() {}

    /** What is said at a place; empty where there is nothing of the kind. */
    static Optional<TimeMatch> at(String text, int i) {
        return pattern(OVER_YEAR, text, i)
                .map(end -> new TimeMatch(i, end, new TimeMatch.Growth(true)))
                .or(() ->
                        pattern(OVER_PERIOD, text, i)
                                .map(end -> new TimeMatch(i, end, new TimeMatch.Growth(false))))
                .or(() ->
                        pattern(FUTURE, text, i)
                                .map(end ->
                                        new TimeMatch(
                                                i,
                                                end,
                                                new TimeMatch.Future(text.substring(i, end)))))
                .or(() ->
                        unit(EARLIER, text, i)
                                .map(found ->
                                        new TimeMatch(
                                                i,
                                                found.getKey(),
                                                new TimeMatch.Earlier(found.getValue()))))
                .or(() -> every(EVERY, text, i))
                .or(() -> every(WHICH, text, i))
                .or(() ->
                        pattern(TREND, text, i)
                                .map(end -> new TimeMatch(i, end, new TimeMatch.Every(""))));
    }

    private static Optional<Integer> pattern(Pattern pattern, String text, int i) {
        var matcher = matcher(pattern, text, i);
        return matcher.lookingAt() && matcher.end() > i
                ? Optional.of(matcher.end())
                : Optional.empty();
    }

    private static Optional<TimeMatch> every(Pattern pattern, String text, int i) {
        return unit(pattern, text, i)
                .map(found ->
                        new TimeMatch(i, found.getKey(), new TimeMatch.Every(found.getValue())));
    }

    /** Where a pattern ends, and the unit that one of its groups names. */
    private static Optional<Map.Entry<Integer, String>> unit(Pattern pattern, String text, int i) {
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
        return Optional.of(Map.entry(matcher.end(), unit));
    }

    /** A pattern from a place on, which may look at what stands before. */
    static Matcher matcher(Pattern pattern, String text, int i) {
        return pattern.matcher(text)
                .region(i, text.length())
                .useTransparentBounds(true)
                .useAnchoringBounds(false);
    }
}
