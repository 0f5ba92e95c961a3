package runnel.markdown;

/** The few characters that mean something in HTML, made harmless. */
final class Html {
    private Html() {}

    /** Appends text for element content and for double-quoted attributes. */
    static StringBuilder escape(StringBuilder out, CharSequence text) {
        return escape(out, text, 0, text.length());
    }

    static StringBuilder escape(StringBuilder out, CharSequence text, int from, int to) {
        var kept = from;
        for (var i = from; i < to; i++) {
            var c = text.charAt(i);
            if (c > '>' && !Character.isSurrogate(c)) {
                continue;
            }
            var replacement =
                    switch (c) {
                        case '&' -> "&amp;";
                        case '<' -> "&lt;";
                        case '>' -> "&gt;";
                        case '"' -> "&quot;";
                        // As such it would be read as a line feed, and with a following one as a single character.
                        case '\r' -> "&#13;";
                        case '\0' -> "\uFFFD";
                        default -> "";
                    };
            if (Character.isHighSurrogate(c) && i + 1 < to && Character.isLowSurrogate(text.charAt(i + 1))) {
                i++;
            } else if (Character.isSurrogate(c)) {
                replacement = "\uFFFD";
            }
            if (!replacement.isEmpty()) {
                out.append(text, kept, i).append(replacement);
                kept = i + 1;
            }
        }
        return out.append(text, kept, to);
    }

    static String escape(CharSequence text) {
        return escape(new StringBuilder(text.length() + 16), text).toString();
    }
}
