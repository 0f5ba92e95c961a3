package runnel.bi.time;

import java.time.LocalDate;
import java.util.List;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Stretches of time: "from A to B", "since A", "A以前", and points of time by themselves. */
final class Spans {
    private static final Pattern OPEN =
            Pattern.compile(
                    "(?:between|from|during|in|within|自从|从|自|在)?\\s*(?:(?:the )?(?:start|beginning) of )?");
    private static final Pattern TO =
            Pattern.compile(
                    "\\s*(?:to|until|till|through|thru|up to|-|~|到|至)\\s*(?:(?:the )?end of )?");
    private static final Pattern AND = Pattern.compile("\\s*(?:and|和|与|跟)\\s*");
    private static final Pattern SINCE =
            Pattern.compile(
                    "(?:ever since|since|on or after|no earlier than|starting from|starting|from|as of|从|自从|自)\\s*(?:(?:the )?(?:start|beginning) of\\s*)?");
    private static final Pattern ONWARDS =
            Pattern.compile(
                    "\\s*(?:以来|起|开始|至今|到现在|到今天|onwards?|on(?=\\s*$)|till now|until now|until today|to date)");
    private static final Pattern AFTER = Pattern.compile("(?:after|later than|following)\\s+");
    private static final Pattern AFTER_HAN = Pattern.compile("(?:年?底)?(?:之后|以后|后)(?!\\d)");
    private static final Pattern BEFORE = Pattern.compile("(?:before|prior to|earlier than)\\s+");
    private static final Pattern BEFORE_HAN = Pattern.compile("(?:之前|以前|前)(?![\\d一二三四五六七八九十名])");
    private static final Pattern UNTIL =
            Pattern.compile(
                    "(?:until|till|on or before|up to|through|by the end of|up until|no later than|截至到?|截止到?|直到)\\s*(?:the (?:very )?end of\\s*)?");
    private static final Pattern NUMBER_BEFORE =
            Pattern.compile(
                    "(?:than|over|above|below|under|exceed(?:s|ing)?|least|most|top|超过|大于|小于|低于|高于|不足|少于|多于|[><=]|前)\\s*$");

    private Spans() {}

    /** The times that begin at a place; empty where there are none. */
    static Optional<TimeMatch> at(String text, int i, LocalDate today) {
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
                        && !word.group().startsWith("on or")
                        && !word.group().startsWith("no ")
                        && !word.group().startsWith("ever")
                        && !word.group().startsWith("starting")) {
                    continue;
                }
                return Optional.of(since(i, open ? more.end() : end, atom.get().from(), text));
            }
            if (pattern == AFTER) {
                return Optional.of(since(i, end, atom.get().to().plusDays(1), text));
            }
            var last = pattern == BEFORE ? atom.get().from().minusDays(1) : atom.get().to();
            var tail =
                    pattern == UNTIL
                            ? matcher(Pattern.compile("年?底|末|为止"), text, end)
                            : matcher(Pattern.compile("(?!)"), text, end);
            return Optional.of(until(i, tail.lookingAt() ? tail.end() : end, last, text));
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
            return Optional.of(since(i, onwards.end(), time.from(), text));
        }
        var after = matcher(AFTER_HAN, text, time.end());
        if (after.lookingAt()) {
            return Optional.of(since(i, after.end(), time.to().plusDays(1), text));
        }
        var before = matcher(BEFORE_HAN, text, time.end());
        if (before.lookingAt()) {
            return Optional.of(until(i, before.end(), time.from().minusDays(1), text));
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
    static Optional<Atom> atom(String text, int i, LocalDate today) {
        if (i >= text.length()
                || NUMBER_BEFORE.matcher(text.substring(Math.max(0, i - 12), i)).find()
                        && Character.isDigit(text.charAt(i))) {
            return Optional.empty();
        }
        return Within.of(text, i, today)
                .or(() -> whole(text, i, today).map(whole -> Within.part(text, whole)));
    }

    private static Optional<Atom> whole(String text, int i, LocalDate today) {
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

    private static TimeMatch since(int start, int end, LocalDate from, String text) {
        return match(start, end, Optional.of(from), Optional.empty(), "", text);
    }

    private static TimeMatch until(int start, int end, LocalDate to, String text) {
        return match(start, end, Optional.empty(), Optional.of(to), "", text);
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

    private static boolean isWord(char c) {
        return c < 128 && Character.isLetterOrDigit(c);
    }

    private static Matcher matcher(Pattern pattern, String text, int i) {
        return Recurring.matcher(pattern, text, i);
    }
}
