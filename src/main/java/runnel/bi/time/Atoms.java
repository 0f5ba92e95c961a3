package runnel.bi.time;

import java.time.DateTimeException;
import java.time.DayOfWeek;
import java.time.LocalDate;
import java.time.temporal.TemporalAdjusters;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import runnel.bi.words.Numerals;

/** Recognises single points and stretches of time at a place of a text. */
final class Atoms {
    private static final Logger LOG = LoggerFactory.getLogger(Atoms.class);
    private static final String N = "(\\d{1,3}|[一二两三四五六七八九十百]{1,3})";
    private static final String EN =
            "(\\d{1,3}|one|two|three|four|five|six|seven|eight|nine|ten|eleven|twelve|couple of|few)";
    private static final String UNIT = "(days?|weeks?|months?|quarters?|years?)";
    private static final String HAN_UNIT = "(天|日|周|星期|个星期|个?月|个?季度|季|年)";
    private static final String MONTH =
            "(jan(?:uary)?|feb(?:ruary)?|mar(?:ch)?|apr(?:il)?|may|june?|july?|aug(?:ust)?|sept?(?:ember)?|oct(?:ober)?|nov(?:ember)?|dec(?:ember)?)\\.?";
    private static final String END = "(?![a-z0-9])";

    private interface Maker {
        Atom make(Matcher match, LocalDate today);
    }

    private record Rule(Pattern pattern, Maker maker) {}

    private static final List<Rule> RULES = new ArrayList<>();

    private Atoms() {}

    private static void rule(String pattern, Maker maker) {
        RULES.add(new Rule(Pattern.compile(pattern), maker));
    }

    static {
        dates();
        relativeDays();
        relativeUnits();
        parts();
        years();
    }

    private static void dates() {
        rule(
                "(\\d{4})[-/.](\\d{1,2})[-/.](\\d{1,2})" + END,
                (m, t) -> day(m, int1(m), int2(m), int3(m)));
        rule("(\\d{4})年(\\d{1,2})月(\\d{1,2})[日号]?", (m, t) -> day(m, int1(m), int2(m), int3(m)));
        rule("(\\d{4})年(\\d{1,2})月份?", (m, t) -> month(m, int1(m), int2(m)));
        rule("(20\\d\\d)\\.(1[0-2]|0?[1-9])(?![.\\d])", (m, t) -> month(m, int1(m), int2(m)));
        rule("(\\d{4})[-/](\\d{1,2})" + END + "(?![-/.]\\d)", (m, t) -> month(m, int1(m), int2(m)));
        rule(
                "(20\\d\\d)(0[1-9]|1[0-2])([0-3]\\d)" + END,
                (m, t) -> day(m, int1(m), int2(m), int3(m)));
        rule(
                MONTH + "\\s+(\\d{1,2})(?:st|nd|rd|th)?,?\\s+(\\d{4})" + END,
                (m, t) -> day(m, int3(m), Calendar.month(m.group(1)), int2(m)));
        rule(
                "(\\d{1,2})(?:st|nd|rd|th)?\\s+(?:of\\s+)?" + MONTH + ",?\\s+(\\d{4})" + END,
                (m, t) -> day(m, int3(m), Calendar.month(m.group(2)), int1(m)));
        rule(
                MONTH + "(?:\\s+of)?,?\\s+(\\d{4})" + END,
                (m, t) -> month(m, int2(m), Calendar.month(m.group(1))));
        rule(
                MONTH + "\\s+(\\d{1,2})(?:st|nd|rd|th)?" + END,
                (m, t) -> past(day(m, t.getYear(), Calendar.month(m.group(1)), int2(m)), t));
        rule(
                "(\\d{1,2})(?:st|nd|rd|th)?\\s+(?:of\\s+)?" + MONTH + END,
                (m, t) -> past(day(m, t.getYear(), Calendar.month(m.group(2)), int1(m)), t));
        rule(
                "(\\d{1,2}|[一二三四五六七八九十]{1,2})月(\\d{1,2}|[一二三四五六七八九十]{1,3})[日号]",
                (m, t) ->
                        past(
                                day(
                                        m,
                                        t.getYear(),
                                        Numerals.number(m.group(1)),
                                        Numerals.number(m.group(2))),
                                t));
    }

    private static void relativeDays() {
        rule("去年的?今[天日]", (m, t) -> one(m, t.minusYears(1), "day"));
        rule("(?:今|本|当)年年?初(?=到|至|以来|起|开始)", (m, t) -> one(m, t.withDayOfYear(1), "day"));
        rule("去年年?初(?=到|至|以来|起|开始)", (m, t) -> one(m, t.minusYears(1).withDayOfYear(1), "day"));
        rule("(?:today|今天|今日|当天)" + END, (m, t) -> one(m, t, "day"));
        rule("(?:the day before yesterday|前天)" + END, (m, t) -> one(m, t.minusDays(2), "day"));
        rule("(?:yesterday|昨天|昨日)" + END, (m, t) -> one(m, t.minusDays(1), "day"));
        rule(
                "(?:(?:on|last|past|this)\\s+)?(monday|tuesday|wednesday|thursday|friday|saturday|sunday)(?!s)"
                        + END,
                (m, t) -> lastWeekday(m, t));
        rule("(上上|上|本|这)(?:个)?(?:周|星期|礼拜)([一二三四五六日天])", (m, t) -> weekday(m, t));
        rule(
                "(?:the\\s+)?(?:last|past|previous|preceding|recent|trailing|most recent)\\s+"
                        + EN
                        + "\\s+(?:(?:full|complete|completed|whole|entire|calendar)\\s+)?"
                        + UNIT
                        + END,
                (m, t) -> last(m, t, Numerals.number(m.group(1)), Calendar.unit(m.group(2))));
        rule(
                "(?:最近的?|近|过去的?|前|之前的?|以往)" + N + HAN_UNIT + "(?:内|里|中|以?来)?(?![份第])",
                (m, t) -> last(m, t, Numerals.number(m.group(1)), unit(m.group(2))));
        rule("(?:最近|近|过去)半年", (m, t) -> last(m, t, 6, "month"));
        rule("(?:最近|近|过去)(?:这)?周", (m, t) -> last(m, t, 7, "day"));
        rule("(?:最近|近|过去)个?月", (m, t) -> last(m, t, 30, "day"));
        rule("(?:the\\s+)?(?:last|past)\\s+half\\s+year" + END, (m, t) -> last(m, t, 6, "month"));
        rule(
                EN + "\\s+" + UNIT + "\\s+ago" + END,
                (m, t) -> ago(m, t, Numerals.number(m.group(1)), Calendar.unit(m.group(2))));
        rule(
                N + HAN_UNIT + "(?:之前|以前|前)(?![十\\d])",
                (m, t) -> ago(m, t, Numerals.number(m.group(1)), unit(m.group(2))));
    }

    private static void relativeUnits() {
        rule(
                "(?:year to date|ytd|this year so far|so far this year|年初至今|今年以来|今年至今|本年至今|年初到现在|今年到现在)"
                        + END,
                (m, t) -> toDate(m, t, "year"));
        rule("(?:quarter to date|qtd|本季度至今|本季度以来|季初至今)" + END, (m, t) -> toDate(m, t, "quarter"));
        rule(
                "(?:month to date|mtd|this month so far|so far this month|本月至今|本月以来|月初至今|这个月以来)"
                        + END,
                (m, t) -> toDate(m, t, "month"));
        rule(
                "(?:本|今|这个?|当)(周|月|季度?|年)(?:初)?(?:到|至|截至|截止到?)(?:今天?|今日|现在|目前|当前)(?:为止)?",
                (m, t) -> toDate(m, t, Calendar.unit(m.group(1))));
        rule("(?:week to date|wtd|本周至今|本周以来)" + END, (m, t) -> toDate(m, t, "week"));
        rule(
                "(?:the\\s+)?(?:this|current)\\s+(week|month|quarter)(?:'s)?" + END,
                (m, t) -> one(m, Calendar.floor(t, m.group(1)), m.group(1)));
        rule(
                "(?:the\\s+)?(?<=(?:start|beginning|end) of (?:the )?)(week|month|quarter|year)"
                        + END,
                (m, t) -> one(m, Calendar.floor(t, m.group(1)), m.group(1)));
        rule(
                "(?:the\\s+)?(?:last|previous|past|prior|preceding)\\s+(week|month|quarter)(?:'s)?"
                        + END,
                (m, t) -> shifted(m, t, m.group(1), -1));
        rule(
                "(?:the\\s+)?(week|month|quarter|year) before last" + END,
                (m, t) -> shifted(m, t, m.group(1), -2));
        rule(
                "(?:本|这个?|这一|当|今)(周|星期|礼拜|月|季度|季)(?!均|度?总)(?:份|度)?",
                (m, t) -> shifted(m, t, unit(m.group(1)), 0));
        rule("上上个?(周|星期|礼拜|月|季度|季)(?:份)?", (m, t) -> shifted(m, t, unit(m.group(1)), -2));
        rule("上一?个?(周|星期|礼拜|月|季度|季)(?:份)?", (m, t) -> shifted(m, t, unit(m.group(1)), -1));
        rule(
                "(?:the\\s+)?(?:this|current)\\s+half(?:\\s+year)?" + END,
                (m, t) -> shifted(m, t, "half", 0));
    }

    private static void parts() {
        rule("last\\s+" + MONTH + END, (m, t) -> whole(part(m, t, Calendar.month(m.group(1)))));
        rule("(?:the\\s+)?q([1-4])" + END, (m, t) -> quarter(m, t, int1(m)));
        rule(
                "(?:the\\s+)?(first|second|third|fourth|last|1st|2nd|3rd|4th)\\s+quarter" + END,
                (m, t) -> quarter(m, t, ordinal(m.group(1))));
        rule("第?([一二三四1-4])季度?(?!节)", (m, t) -> quarter(m, t, Numerals.number(m.group(1))));
        rule(
                "(?:the\\s+)?(?:h([12])|(first|second|1st|2nd)\\s+half)(?:\\s+of\\s+the\\s+year)?"
                        + END,
                (m, t) -> half(m, t, m.group(1) != null ? int1(m) : ordinal(m.group(2))));
        rule("([上下])半年(?:度)?", (m, t) -> half(m, t, m.group(1).equals("上") ? 1 : 2));
        rule("(?:年)?([上下])半年", (m, t) -> half(m, t, m.group(1).equals("上") ? 1 : 2));
        rule(
                "(?:(?<=(?:in|from|since|between|of|during|for|before|after|until|through|and|to) )|(?!may))"
                        + MONTH
                        + END,
                (m, t) -> part(m, t, Calendar.month(m.group(1))));
        rule(
                "(1[0-2]|[1-9]|十[一二]|[一二三四五六七八九十])(?:月份?)?(?:到|至|~|-)(1[0-2]|[1-9]|十[一二]|[一二三四五六七八九十])月份?(?![\\d])",
                (m, t) -> months(m, t, Numerals.number(m.group(1)), Numerals.number(m.group(2))));
        rule(
                "(1[0-2]|[1-9]|十[一二]|[一二三四五六七八九十])月份?(上|中|下)旬",
                (m, t) -> third(m, t, Numerals.number(m.group(1)), m.group(2)));
        rule(
                "(1[0-2]|[1-9]|十[一二]|[一二三四五六七八九十])月份?(?![\\d])",
                (m, t) -> part(m, t, Numerals.number(m.group(1))));
    }

    private static void years() {
        rule("(?:the\\s+)?(?:this|current)\\s+year(?:'s)?" + END, (m, t) -> year(m, t.getYear()));
        rule(
                "(?:the\\s+)?(?:last|previous|past|prior)\\s+year(?:'s)?" + END,
                (m, t) -> year(m, t.getYear() - 1));
        rule("(?:今年|本年度?|今年度|这一?年|当年)", (m, t) -> year(m, t.getYear()));
        rule("(?:去年|上一?年度?|上个年度|去年度|旧年)", (m, t) -> year(m, t.getYear() - 1));
        rule("前年", (m, t) -> year(m, t.getYear() - 2));
        rule("((?:19|20)\\d\\d)(?:\\s*年度?|" + END + "(?![.\\d%]))", (m, t) -> year(m, int1(m)));
        rule("([一二][零〇九][零〇一二三四五六七八九]{2})年度?", (m, t) -> year(m, Numerals.chinese(m.group(1))));
        rule("(\\d\\d)年(?!前|内)", (m, t) -> year(m, 2000 + int1(m)));
    }

    /** The atom that begins exactly at a place. */
    static Optional<Atom> at(String text, int start, LocalDate today) {
        if (start > 0 && isWord(text.charAt(start - 1)) && isWord(text.charAt(start))) {
            return Optional.empty();
        }
        for (var rule : RULES) {
            var matcher = rule.pattern().matcher(text).region(start, text.length());
            matcher.useTransparentBounds(true);
            if (matcher.lookingAt()) {
                try {
                    return Optional.of(rule.maker().make(matcher, today));
                } catch (DateTimeException e) {
                    LOG.trace("no such day, as the 31st of a short month: another rule may fit", e);
                }
            }
        }
        return Optional.empty();
    }

    private static boolean isWord(char c) {
        return c < 128 && Character.isLetterOrDigit(c);
    }

    private static String unit(String han) {
        return Calendar.unit(han.startsWith("个") ? han.substring(1) : han);
    }

    private static int int1(Matcher m) {
        return Integer.parseInt(m.group(1));
    }

    private static int int2(Matcher m) {
        return Integer.parseInt(m.group(2));
    }

    private static int int3(Matcher m) {
        return Integer.parseInt(m.group(3));
    }

    private static int ordinal(String word) {
        return Character.isDigit(word.charAt(0)) ? word.charAt(0) - '0' : Numerals.number(word);
    }

    private static Atom one(Matcher m, LocalDate first, String unit) {
        return Atom.one(m.end(), first, unit, Atom.Kind.WHOLE);
    }

    private static Atom shifted(Matcher m, LocalDate today, String unit, int by) {
        return one(m, Calendar.plus(Calendar.floor(today, unit), unit, by), unit);
    }

    private static Atom day(Matcher m, int year, int month, int day) {
        return Atom.one(m.end(), LocalDate.of(year, month, day), "day", Atom.Kind.WHOLE);
    }

    private static Atom month(Matcher m, int year, int month) {
        return Atom.one(m.end(), LocalDate.of(year, month, 1), "month", Atom.Kind.WHOLE);
    }

    private static Atom year(Matcher m, int year) {
        return Atom.one(m.end(), LocalDate.of(year, 1, 1), "year", Atom.Kind.YEAR);
    }

    private static Atom part(Matcher m, LocalDate today, int month) {
        return past(
                Atom.one(m.end(), LocalDate.of(today.getYear(), month, 1), "month", Atom.Kind.PART),
                today);
    }

    /** "1到3月": from the first day of one to the last of another. */
    private static Atom months(Matcher m, LocalDate today, int first, int last) {
        var from = LocalDate.of(today.getYear(), first, 1);
        var to = LocalDate.of(today.getYear(), last, 1);
        return past(
                new Atom(m.end(), from, to.plusMonths(1).minusDays(1), "", Atom.Kind.PART), today);
    }

    /** Ten days of a month: "三月上旬". */
    private static Atom third(Matcher m, LocalDate today, int month, String which) {
        var first = LocalDate.of(today.getYear(), month, 1);
        var from = first.plusDays(which.equals("上") ? 0 : which.equals("中") ? 10 : 20);
        var to = which.equals("下") ? first.plusMonths(1).minusDays(1) : from.plusDays(9);
        return past(new Atom(m.end(), from, to, "", Atom.Kind.PART), today);
    }

    private static Atom whole(Atom atom) {
        return new Atom(atom.end(), atom.from(), atom.to(), atom.unit(), Atom.Kind.WHOLE);
    }

    private static Atom quarter(Matcher m, LocalDate today, int quarter) {
        var first = LocalDate.of(today.getYear(), quarter * 3 - 2, 1);
        return past(Atom.one(m.end(), first, "quarter", Atom.Kind.PART), today);
    }

    private static Atom half(Matcher m, LocalDate today, int half) {
        var first = LocalDate.of(today.getYear(), half * 6 - 5, 1);
        return past(Atom.one(m.end(), first, "half", Atom.Kind.PART), today);
    }

    /** Of a part of the year without a year, the latest one that has begun is meant. */
    private static Atom past(Atom atom, LocalDate today) {
        var part = new Atom(atom.end(), atom.from(), atom.to(), atom.unit(), Atom.Kind.PART);
        if (!atom.from().isAfter(today)) {
            return part;
        }
        var earlier = part.in(today.getYear() - 1, atom.end());
        return new Atom(
                earlier.end(), earlier.from(), earlier.to(), earlier.unit(), Atom.Kind.PART);
    }

    /** Whole units before the current one; of days, the last is yesterday. */
    private static Atom last(Matcher m, LocalDate today, int count, String unit) {
        if (unit.equals("year") && count == 1) {
            return last(m, today, 12, "month");
        }
        var current = Calendar.floor(today, unit);
        return new Atom(
                m.end(),
                Calendar.plus(current, unit, -count),
                current.minusDays(1),
                count == 1 ? unit : "",
                Atom.Kind.WHOLE);
    }

    private static Atom ago(Matcher m, LocalDate today, int count, String unit) {
        return one(m, Calendar.plus(Calendar.floor(today, unit), unit, -count), unit);
    }

    private static Atom toDate(Matcher m, LocalDate today, String unit) {
        return new Atom(m.end(), Calendar.floor(today, unit), today, "", Atom.Kind.WHOLE);
    }

    /** The latest day of that name before today. */
    private static Atom lastWeekday(Matcher m, LocalDate today) {
        var day = DayOfWeek.valueOf(m.group(1).toUpperCase(Locale.ROOT));
        return one(m, today.with(TemporalAdjusters.previous(day)), "day");
    }

    private static Atom weekday(Matcher m, LocalDate today) {
        var weeks = m.group(1).length() == 2 ? 2 : m.group(1).equals("上") ? 1 : 0;
        var day = "一二三四五六日天".indexOf(m.group(2));
        return one(
                m,
                Calendar.floor(today, "week").minusWeeks(weeks).plusDays(Math.min(day, 6)),
                "day");
    }
}
