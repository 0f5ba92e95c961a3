package runnel.markdown;

/**
 * A place in the content of an element: behind so many element children and, of the text after the
 * last of these, so many characters.
 *
 * @param offset the same place in the HTML that was measured
 */
record Place(int offset, int elements, int chars) {
    static final Place START = new Place(0, 0, 0);

    /**
     * This place in an element, as seen from the place at which the element's content stands bare
     * in its parent.
     */
    Place from(Place start) {
        return elements == 0
                ? new Place(offset, start.elements, start.chars + chars)
                : new Place(offset, start.elements + elements, chars);
    }

    /** Behind one more element. */
    Place next() {
        return new Place(0, elements + 1, 0);
    }

    /** Where {@code html} ends that begins at this place. */
    Place after(String html) {
        return within(html, html.length());
    }

    /**
     * The last place not behind {@code limit} that is inside no element, tag, character reference
     * or surrogate pair of {@code html}, which begins at this place and is well-formed.
     */
    Place within(String html, int limit) {
        var elements = this.elements;
        var chars = this.chars;
        var depth = 0;
        var safe = 0;
        var safeElements = elements;
        var safeChars = chars;
        var i = 0;
        while (i < limit) {
            var c = html.charAt(i);
            if (c == '<') {
                depth += html.charAt(i + 1) == '/' ? -1 : isVoid(html, i) ? 0 : 1;
                if (depth == 0) {
                    elements++;
                    chars = 0;
                }
                i = html.indexOf('>', i) + 1;
            } else {
                var units = Character.isHighSurrogate(c) ? 2 : 1;
                i = c == '&' ? html.indexOf(';', i) + 1 : i + units;
                chars += depth == 0 ? units : 0;
            }
            if (depth == 0 && i <= limit) {
                safe = i;
                safeElements = elements;
                safeChars = chars;
            }
        }
        return new Place(safe, safeElements, safeChars);
    }

    private static boolean isVoid(String html, int at) {
        return html.startsWith("<br>", at)
                || html.startsWith("<input", at)
                || html.startsWith("<hr>", at);
    }
}
