package runnel.bi.words;

import java.util.Map;
import java.util.Optional;

/** Numbers in words of both languages. */
public final class Numerals {
    /** How many there are, in English. */
    private static final Map<String, Integer> COUNTS =
            Map.ofEntries(
                    Map.entry("one", 1),
                    Map.entry("two", 2),
                    Map.entry("three", 3),
                    Map.entry("four", 4),
                    Map.entry("five", 5),
                    Map.entry("six", 6),
                    Map.entry("seven", 7),
                    Map.entry("eight", 8),
                    Map.entry("nine", 9),
                    Map.entry("ten", 10),
                    Map.entry("twenty", 20),
                    Map.entry("hundred", 100));

    /** What else stands for a number where times are told. */
    private static final Map<String, Integer> TIMES =
            Map.ofEntries(
                    Map.entry("a", 1),
                    Map.entry("eleven", 11),
                    Map.entry("twelve", 12),
                    Map.entry("first", 1),
                    Map.entry("second", 2),
                    Map.entry("third", 3),
                    Map.entry("fourth", 4),
                    Map.entry("last", 4),
                    Map.entry("couple of", 2),
                    Map.entry("few", 3),
                    Map.entry("half", 6));

    private static final String DIGITS = "零一二三四五六七八九";

    private Numerals() {}

    /** A number in digits, English or Chinese words. */
    public static int number(String text) {
        var word = text.strip();
        if (Character.isDigit(word.charAt(0)) && word.charAt(0) < 128) {
            return Integer.parseInt(word);
        }
        return count(word).orElseGet(() -> TIMES.getOrDefault(word, chinese(word)));
    }

    /** How many an English word says; empty where it is none. */
    public static Optional<Integer> count(String word) {
        return Optional.ofNullable(COUNTS.get(word));
    }

    /** Chinese numerals: places of ten and hundred, or the four figures of a year. */
    public static int chinese(String text) {
        if (text.length() == 4 && text.chars().noneMatch(c -> c == '十' || c == '百')) {
            var year = 0;
            for (var i = 0; i < text.length(); i++) {
                year = year * 10 + digit(text.charAt(i));
            }
            return year;
        }
        var sum = 0;
        var digit = 0;
        for (var i = 0; i < text.length(); i++) {
            var c = text.charAt(i);
            if (c == '十' || c == '百') {
                sum += Math.max(1, digit) * (c == '十' ? 10 : 100);
                digit = 0;
            } else {
                digit = digit(c);
            }
        }
        return sum + digit;
    }

    private static int digit(char c) {
        return c == '两' ? 2 : c == '〇' ? 0 : Math.max(0, DIGITS.indexOf(c));
    }
}
