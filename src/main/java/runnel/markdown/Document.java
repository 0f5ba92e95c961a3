package runnel.markdown;

/** The whole text. */
final class Document extends Container {
    @Override
    String open() {
        return "";
    }

    @Override
    String close() {
        return "";
    }

    @Override
    Goes goesOn(Line line, Block deepest) {
        return Goes.ON;
    }
}
