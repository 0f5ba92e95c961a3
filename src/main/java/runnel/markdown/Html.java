package runnel.markdown;

/** The few characters that mean something in HTML, made harmless. */
final class Html {
    private Html() {}

    /** Appends text as the content of an element. */
    static StringBuilder text(StringBuilder out, CharSequence text) {
        return text(out, text, 0, text.length());
    }

    static StringBuilder text(StringBuilder out, CharSequence text, int from, int to) {
        var kept = from;
        for (var i = from; i < to; i++) {
            var c = text.charAt(i);
            if (Character.isHighSurrogate(c)
                    && i + 1 < to
                    && Character.isLowSurrogate(text.charAt(i + 1))) {
                i++;
            } else if (c <= '>' || Character.isSurrogate(c)) {
                var replacement = replacement(c);
                if (!replacement.isEmpty()) {
                    out.append(text, kept, i).append(replacement);
                    kept = i + 1;
                }
            }
        }
        return out.append(text, kept, to);
    }

    /** Appends text as the value of an attribute in double quotes. */
    static StringBuilder attribute(StringBuilder out, String value) {
        if (value.indexOf('"') < 0) {
            return text(out, value);
        }
        return out.append(text(new StringBuilder(), value).toString().replace("\"", "&quot;"));
    }

    private static String replacement(char c) {
        return switch (c) {
            case '&' -> "&amp;";
            case '<' -> "&lt;";
            case '>' -> "&gt;";
            // As such it would be read as a line feed, and with a following one as a single
            // character.
            case '\r' -> "&#13;";
            // Character references can name half of a pair.
            default -> Character.isSurrogate(c) ? "\uFFFD" : "";
        };
    }
}
