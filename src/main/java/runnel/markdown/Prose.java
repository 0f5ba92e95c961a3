package runnel.markdown;

/** A block of inline text. */
abstract sealed class Prose extends Block permits Paragraph, Heading, Cell {
    private final int order;
    private final Inline inline = new Inline(this);
    private final Source source = new Source();

    /**
     * @param order grows with each one that is made for a document
     */
    Prose(int order) {
        this.order = order;
    }

    int order() {
        return order;
    }

    Source source() {
        return source;
    }

    Inline inline() {
        return inline;
    }

    /** Where in the source the inline text starts. */
    int from() {
        return 0;
    }

    /** Whether the text may begin with a task's check box. */
    boolean mayBeTask() {
        return false;
    }

    /** Renders what is new in the text. */
    void refresh(InlineRenderer renderer, InlineLimits limits) {
        inline.update(source.text(), from(), source.take(), renderer, limits);
    }

    @Override
    Goes goesOn(Line line, Block deepest) {
        return Goes.NO;
    }

    @Override
    State save() {
        return new State(source.length(), 0, 0);
    }

    @Override
    void reset(State state) {
        source.truncate(state.size());
        touch();
    }
}
