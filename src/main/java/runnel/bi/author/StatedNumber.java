package runnel.bi.author;

import java.util.regex.MatchResult;
import java.util.regex.Pattern;

/**
 * A number as a text states it.
 *
 * @param text as written, unit included
 * @param value in plain units, without the unit of percent
 * @param tolerance by how much the real number may differ, for what is said to be rounded
 * @param percent whether it states a share or a change in percent
 */
record StatedNumber(String text, double value, double tolerance, boolean percent) {
    /** Characters behind a number that may belong to it. */
    static final int LOOK_AHEAD = 12;

    private static final String UNITS =
            "%|％|‰|percent\\b|pct\\b|百分点|万亿|亿|千万|百万|十万|万|千"
                    + "|(?:trillion|billion|million|thousand|bn|mn|[kKmMB])\\b";

    /** Digits that are no part of a name, a date or a longer number; a unit behind them. */
    private static final Pattern NUMBER =
            Pattern.compile(
                    "(?<![\\p{L}\\p{N}_.#&&[^\\u4E00-\\u9FFF]])([-−–]?)"
                            + "(\\d{1,3}(?:[,，]\\d{3})+|\\d+)(\\.\\d+)?(?:\\s?("
                            + UNITS
                            + "))?");

    /** Days and months, which are no quantities. */
    private static final Pattern DATE =
            Pattern.compile(
                    "\\d{4}[-/.]\\d{1,2}(?:[-/.]\\d{1,2})?(?:T[\\d:.]+)?|\\d{4}年(?:\\d{1,2}月(?:\\d{1,2}[日号])?)?"
                            + "|(?<!\\d)\\d{1,2}月(?:\\d{1,2}[日号])?|(?<!\\d)\\d{1,2}:\\d{2}|第\\d{1,2}|\\d{1,2}(?:st|nd|rd|th)\\b");

    /** The mark of an item of a list, or of a heading. */
    private static final Pattern ITEM = Pattern.compile("(?m)^\\s*\\d{1,2}[.)、]\\s");

    static Pattern pattern() {
        return NUMBER;
    }

    static Pattern dates() {
        return DATE;
    }

    static Pattern items() {
        return ITEM;
    }

    /** Reads what {@link #pattern} has found. */
    static StatedNumber of(MatchResult found) {
        var digits = found.group(2).replaceAll("[,，]", "");
        var fraction = found.group(3) == null ? "" : found.group(3);
        var unit = found.group(4) == null ? "" : found.group(4);
        var scale = scale(unit);
        var value = Double.parseDouble(digits + fraction) * scale;
        var percent =
                unit.startsWith("p") || unit.equals("%") || unit.equals("％") || unit.equals("百分点");
        return new StatedNumber(
                found.group().strip(),
                found.group(1).isEmpty() ? value : -value,
                tolerance(digits, fraction, scale, value, percent),
                percent);
    }

    /** Half of the last digit that is stated; zeros at the end of a whole number may be rounded. */
    private static double tolerance(
            String digits, String fraction, double scale, double value, boolean percent) {
        if (!fraction.isEmpty()) {
            return Math.pow(10, -(fraction.length() - 1.0)) * scale * 0.501;
        }
        var zeros = digits.length() - digits.replaceAll("0+$", "").length();
        var rounded = percent || zeros < 2 ? 0 : zeros;
        return Math.max(
                0.501 * scale, Math.min(Math.pow(10, rounded) * 0.501 * scale, value * 0.02));
    }

    private static double scale(String unit) {
        return switch (unit) {
            case "千", "k", "K", "thousand" -> 1e3;
            case "万" -> 1e4;
            case "十万" -> 1e5;
            case "百万", "million", "mn", "m", "M" -> 1e6;
            case "千万" -> 1e7;
            case "亿" -> 1e8;
            case "billion", "bn", "B" -> 1e9;
            case "万亿", "trillion" -> 1e12;
            case "‰" -> 1e-3;
            default -> 1;
        };
    }
}
