package runnel.markdown;

/** One cell of a table. */
final class Cell extends Prose {
    private final String name;
    private final String alignment;

    /**
     * @param alignment left, center, right or empty
     */
    Cell(int order, boolean head, String alignment, String text) {
        super(order);
        name = head ? "th" : "td";
        this.alignment = alignment;
        source().append(Line.trim(text));
    }

    @Override
    String open() {
        return "<" + name + (alignment.isEmpty() ? "" : " class=\"align-" + alignment + "\"") + ">";
    }

    @Override
    String close() {
        return "</" + name + ">";
    }
}
