package runnel.markdown;

/** A thematic break. */
final class Rule extends Block {
    @Override
    String open() {
        return "<hr>";
    }

    @Override
    String close() {
        return "";
    }

    @Override
    Goes goesOn(Line line, Block deepest) {
        return Goes.NO;
    }

    @Override
    State save() {
        return new State(0, 0, 0);
    }

    @Override
    void reset(State state) {}
}
