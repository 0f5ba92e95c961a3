package runnel.cube;

import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * How a number is to be shown.
 *
 * @param name as declared ({@code percent}, {@code currency_2}, a d3 pattern); empty where nothing is declared
 * @param specifier the d3 pattern
 */
public record Format(String name, String specifier) {
    public static final Format NONE = new Format("", "");
    /** What numbers without a format look like. */
    public static final Format NUMBER = new Format("number", ",.2~f");

    private static final Pattern PRECISE = Pattern.compile("(number|percent|currency|abbr|accounting)(?:_(\\d))?");

    public static Format of(String name) {
        var precise = PRECISE.matcher(name);
        return new Format(name, precise.matches() ? specifier(precise) : name);
    }

    /** Whether it is one of the plain names that clients know without a pattern. */
    public boolean isPlain() {
        return switch (name) {
            case "percent", "currency", "number", "imageUrl", "id", "link" -> true;
            default -> false;
        };
    }

    private static String specifier(Matcher name) {
        var digits = name.group(2) == null ? "2" : name.group(2);
        return switch (name.group(1)) {
            case "percent" -> "." + digits + "~%";
            case "currency" -> "$,." + digits + "~f";
            case "abbr" -> "." + digits + "~s";
            case "accounting" -> "(,." + digits + "f";
            default -> ",." + digits + "~f";
        };
    }
}
