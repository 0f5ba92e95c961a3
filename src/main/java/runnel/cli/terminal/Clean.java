package runnel.cli.terminal;

/**
 * Text from elsewhere without what a terminal would obey: control characters other than line feed
 * and tab, and those that turn the direction of writing, which make a text look like another.
 */
public final class Clean {
    private Clean() {}

    /** The text without control characters, hence without the beginning of any escape sequence. */
    public static String text(String text) {
        for (var i = 0; i < text.length(); i++) {
            if (!isHarmless(text.charAt(i))) {
                return without(text, i);
            }
        }
        return text;
    }

    /** The text on one line: each run of white space becomes a blank. */
    public static String line(String text) {
        return text(text.replaceAll("\\s+", " ")).strip();
    }

    private static String without(String text, int from) {
        var clean = new StringBuilder(text.length()).append(text, 0, from);
        for (var i = from; i < text.length(); i++) {
            if (isHarmless(text.charAt(i))) {
                clean.append(text.charAt(i));
            }
        }
        return clean.toString();
    }

    private static boolean isHarmless(char c) {
        return c == '\n' || c == '\t' || !Character.isISOControl(c) && !turns(c);
    }

    private static boolean turns(char c) {
        return c >= '\u202a' && c <= '\u202e' || c >= '\u2066' && c <= '\u2069';
    }
}
