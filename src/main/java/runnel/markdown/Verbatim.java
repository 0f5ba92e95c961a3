package runnel.markdown;

/** A block whose text is shown as it is. */
abstract sealed class Verbatim extends Block permits FencedCode, IndentedCode, RawHtml, Formula {
    private final Source source = new Source();
    private int lines;

    Source source() {
        return source;
    }

    /** How much of the source is content. */
    int visibleLength() {
        return source.length();
    }

    /** Adds a line of content; a line break comes between lines only. */
    void addLine(CharSequence line) {
        source.line(line, lines == 0);
        lines++;
        touch();
    }

    /** Takes more of its last line. */
    void extend(String piece) {
        source.append(piece);
        touch();
    }

    boolean hasLines() {
        return lines > 0;
    }

    /** The state besides the text as one number. */
    int flags() {
        return 0;
    }

    void flags(int flags) {}

    @Override
    State save() {
        return new State(source.length(), lines, flags());
    }

    @Override
    void reset(State state) {
        source.truncate(state.size());
        lines = state.count();
        flags(state.flags());
        touch();
    }
}
