package runnel.markdown;

/** A heading, which is complete from the start. */
final class Heading extends Prose {
    private final int level;

    Heading(int order, int level, String text) {
        super(order);
        this.level = level;
        source().append(text);
    }

    @Override
    String open() {
        return "<h" + level + ">";
    }

    @Override
    String close() {
        return "</h" + level + ">";
    }
}
