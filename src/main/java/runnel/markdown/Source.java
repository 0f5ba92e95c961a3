package runnel.markdown;

/** Text that grows at its end, and remembers from where on it differs from what was last taken. */
final class Source {
    private final StringBuilder text = new StringBuilder();
    private int same;

    int length() {
        return text.length();
    }

    boolean isEmpty() {
        return text.isEmpty();
    }

    void append(CharSequence piece) {
        text.append(piece);
    }

    /** Adds a line, after a line break unless it is the first one. */
    void line(CharSequence line, boolean first) {
        if (!first) {
            text.append('\n');
        }
        text.append(line);
    }

    /** Takes the end off again. */
    void truncate(int length) {
        text.setLength(length);
        same = Math.min(same, length);
    }

    /** How many characters at the start are as they were when this was last asked. */
    int take() {
        var before = same;
        same = text.length();
        return before;
    }

    /** The text itself, not to be changed but here. */
    StringBuilder text() {
        return text;
    }

    @Override
    public String toString() {
        return text.toString();
    }
}
