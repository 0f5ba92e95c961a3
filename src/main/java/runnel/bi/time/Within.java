package runnel.bi.time;

import java.time.LocalDate;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import runnel.bi.words.Numerals;

/** Parts of a longer time: "the last quarter of 2024", "first two weeks of April", "去年最后一个月". */
final class Within {
    private static final String COUNT =
            "(\\d{1,2}|one|two|three|four|five|six|seven|eight|nine|ten|couple of|few)";
    private static final Pattern OF =
            Pattern.compile(
                    "(?:the\\s+)?(first|last|final|second|third|fourth|opening|closing|1st|2nd|3rd|4th)\\s+(?:"
                            + COUNT
                            + "\\s+)?(day|week|month|quarter)s?\\s+(?:of|in)\\s+(?:the\\s+)?(?=[\\w])");
    private static final Pattern HAN =
            Pattern.compile(
                    "\\s*的?(?:(头|最后|末|后|前)([一二两三四五六七八九十\\d]{1,2})|(首|第[一二三四五六七八九十]))个?(天|日|周|星期|月|季度?)(?![以之])");

    private Within() {}

    /** A part in English, whose whole is said after it. */
    static Optional<Atom> of(String text, int start, LocalDate today) {
        var part = Recurring.matcher(OF, text, start);
        if (!part.lookingAt()) {
            return Optional.empty();
        }
        return Spans.atom(text, part.end(), today)
                .filter(whole -> !whole.unit().isEmpty() && !whole.unit().equals("day"))
                .flatMap(whole -> {
                    var count = part.group(2) == null ? 1 : Numerals.number(part.group(2));
                    var ends = part.group(1).matches("last|final|closing");
                    return part(
                            whole,
                            whole.end(),
                            part.group(3),
                            ends ? -count : count,
                            ordinal(part.group(1)));
                });
    }

    /** The part of a whole that is said after it in Chinese; the whole where none is. */
    static Atom part(String text, Atom whole) {
        if (!whole.unit().matches("year|half|quarter|month")) {
            return whole;
        }
        var part = Recurring.matcher(HAN, text, whole.end());
        if (!part.lookingAt()) {
            return whole;
        }
        var unit = Calendar.unit(part.group(4));
        if (part.group(3) != null) {
            // "2025年第二季度" is told by the calendar itself.
            var number =
                    part.group(3).equals("首") ? 1 : Numerals.chinese(part.group(3).substring(1));
            return part(whole, part.end(), unit, 1, number).orElse(whole);
        }
        var count = number(part);
        var ends = part.group(1).matches("最后|末|后");
        return part(whole, part.end(), unit, ends ? -count : count, 1).orElse(whole);
    }

    private static int number(Matcher part) {
        return Numerals.number(part.group(2));
    }

    private static int ordinal(String word) {
        return switch (word) {
            case "second", "2nd" -> 2;
            case "third", "3rd" -> 3;
            case "fourth", "4th" -> 4;
            default -> 1;
        };
    }

    /**
     * @param count how many units; from the end where negative
     * @param number which unit of several is the first
     */
    private static Optional<Atom> part(Atom whole, int end, String unit, int count, int number) {
        var past = whole.to().plusDays(1);
        var from =
                count < 0
                        ? Calendar.plus(past, unit, count)
                        : Calendar.plus(whole.from(), unit, number - 1L);
        var to = count < 0 ? whole.to() : Calendar.plus(from, unit, count).minusDays(1);
        return from.isBefore(whole.from()) || to.isAfter(whole.to())
                ? Optional.empty()
                : Optional.of(
                        new Atom(end, from, to, Math.abs(count) == 1 ? unit : "", Atom.Kind.WHOLE));
    }
}
