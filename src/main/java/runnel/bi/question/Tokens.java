package runnel.bi.question;

import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import runnel.bi.model.Sense;
import runnel.bi.model.Vocabulary;
import runnel.bi.time.TimeGrammar;
import runnel.bi.time.TimeMatch;
import runnel.bi.words.Lexicon;
import runnel.bi.words.Normal;
import runnel.bi.words.Numerals;
import runnel.bi.words.Unit;

/** Cuts a question into known phrases: the fewest and longest that cover most of it. */
final class Tokens {
    private static final Map<String, Double> SCALES =
            Map.of(
                    "k",
                    1e3,
                    "thousand",
                    1e3,
                    "千",
                    1e3,
                    "万",
                    1e4,
                    "百万",
                    1e6,
                    "m",
                    1e6,
                    "million",
                    1e6,
                    "亿",
                    1e8,
                    "billion",
                    1e9);
    private static final String HAN_DIGITS = "一二两三四五六七八九十百";
    private static final String COUNTED = "个名位家种条笔件款台大强类国城产客员部月天";

    private final Vocabulary vocabulary;
    private final String normal;
    private final List<Unit> units;
    private final List<TimeMatch> times;
    private final List<Token> tokens = new ArrayList<>();

    private Tokens(Vocabulary vocabulary, String question, LocalDate today) {
        this.vocabulary = vocabulary;
        this.normal = Typos.times(vocabulary, Shorthand.written(Normal.of(question)));
        this.times = TimeGrammar.find(normal, today);
        this.units =
                Unit.of(normal).stream()
                        .map(unit ->
                                Typos.corrected(
                                        vocabulary,
                                        unit,
                                        normal.substring(unit.start(), unit.end())))
                        .toList();
    }

    static List<Token> of(Vocabulary vocabulary, String question, LocalDate today) {
        var tokens = new Tokens(vocabulary, question, today);
        tokens.cut();
        return tokens.tokens;
    }

    private void cut() {
        for (var i = 0; i < units.size(); ) {
            var time = timeAt(units.get(i).start());
            if (time != null) {
                tokens.add(
                        new Token.Time(
                                normal.substring(time.start(), time.end()).strip(),
                                time.meaning()));
                while (i < units.size() && units.get(i).start() < time.end()) {
                    i++;
                }
                continue;
            }
            var end = i + 1;
            while (end < units.size() && timeAt(units.get(end).start()) == null) {
                end++;
            }
            stretch(i, end);
            i = end;
        }
    }

    private @Nullable TimeMatch timeAt(int start) {
        for (var time : times) {
            if (start >= time.start() && start < time.end()) {
                return time;
            }
        }
        return null;
    }

    /** Chooses phrases for the units between two times. */
    private void stretch(int from, int to) {
        var best = new double[to - from + 1];
        var next = new int[to - from + 1];
        for (var i = to - 1; i >= from; i--) {
            best[i - from] = best[i - from + 1] - unknownCost(units.get(i));
            next[i - from] = i + 1;
            var at = i;
            vocabulary
                    .phrases()
                    .from(
                            units,
                            i,
                            (end, senses) -> {
                                if (end > to) {
                                    return;
                                }
                                var length = end - at;
                                var value =
                                        best[end - from]
                                                + length * (double) length
                                                + (contentful(senses) ? 0.1 : 0);
                                if (value > best[at - from]) {
                                    best[at - from] = value;
                                    next[at - from] = end;
                                }
                            });
        }
        for (var i = from; i < to; ) {
            var end = next[i - from];
            i = token(i, end, to);
        }
    }

    private static boolean contentful(List<Sense> senses) {
        return senses.stream().anyMatch(s -> !(s instanceof Sense.Word(Lexicon.Filler f)));
    }

    private static double unknownCost(Unit unit) {
        return unit.kind() == Unit.Kind.SIGN || unit.kind() == Unit.Kind.NUMBER ? 0 : 1;
    }

    private int token(int start, int end, int limit) {
        var unit = units.get(start);
        var text = normal.substring(unit.start(), units.get(end - 1).end());
        if (unit.text().equals("\"")) {
            return quote(start, limit);
        }
        if (unit.kind() == Unit.Kind.NUMBER && end == start + 1) {
            return number(
                    start, Double.parseDouble(unit.text().replace(",", "")), start + 1, limit);
        }
        var count = Numerals.count(text);
        if (end == start + 1 && count.isPresent()) {
            return number(start, count.get(), start + 1, limit);
        }
        if (HAN_DIGITS.indexOf(unit.text().charAt(0)) >= 0) {
            var after = hanNumber(start, limit);
            if (after > start) {
                return after;
            }
        }
        var senses = vocabulary.phrases().get(units.subList(start, end));
        if (!senses.isEmpty()) {
            tokens.add(new Token.Phrase(text, List.copyOf(senses), isCorrected(start, end)));
        } else if (unit.kind() == Unit.Kind.SIGN) {
            tokens.add(new Token.Sign(text));
        } else {
            tokens.add(new Token.Unknown(text));
        }
        return end;
    }

    /** Whether a longer phrase begins at a place. */
    private boolean isPhrase(int start, int limit) {
        var found = new boolean[1];
        vocabulary
                .phrases()
                .from(units, start, (end, senses) -> found[0] |= end > start + 1 && end <= limit);
        return found[0];
    }

    /** Whether one of some units was misspelt. */
    private boolean isCorrected(int start, int end) {
        for (var unit : units.subList(start, end)) {
            var raw = normal.substring(unit.start(), unit.end());
            if (!Unit.of(raw).getFirst().text().equals(unit.text())) {
                return true;
            }
        }
        return false;
    }

    private int quote(int start, int limit) {
        for (var i = start + 1; i < limit; i++) {
            if (units.get(i).text().equals("\"")) {
                tokens.add(
                        new Token.Quote(
                                normal.substring(units.get(start).end(), units.get(i).start())));
                return i + 1;
            }
        }
        tokens.add(new Token.Sign("\""));
        return start + 1;
    }

    private int number(int start, double value, int after, int limit) {
        var end = after;
        var amount = value;
        while (end < limit && SCALES.containsKey(units.get(end).text())) {
            amount *= SCALES.getOrDefault(units.get(end).text(), 1.0);
            end++;
        }
        if (end < limit && units.get(end).text().equals("分") && !isPhrase(end, limit)) {
            // "3分": points, not parts.
            end++;
        }
        tokens.add(
                new Token.Amount(
                        normal.substring(units.get(start).start(), units.get(end - 1).end()),
                        amount));
        return end;
    }

    /** Chinese numerals, where something is counted by them. */
    private int hanNumber(int start, int limit) {
        var end = start;
        while (end < limit
                && units.get(end).text().length() == 1
                && HAN_DIGITS.indexOf(units.get(end).text().charAt(0)) >= 0) {
            end++;
        }
        var counts =
                end < limit
                        && (COUNTED.contains(units.get(end).text())
                                || SCALES.containsKey(units.get(end).text()));
        var ranks = start > 0 && "前后top".contains(units.get(start - 1).text());
        if (!counts && !ranks
                || units.get(start).text().equals("一") && end == start + 1 && !ranks) {
            return start;
        }
        var text = normal.substring(units.get(start).start(), units.get(end - 1).end());
        return number(start, Numerals.chinese(text), end, limit);
    }
}
