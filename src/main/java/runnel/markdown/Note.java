package runnel.markdown;

/**
 * The text of a footnote. It does not show where it stands, but in the section at the end, if
 * anything refers to it.
 */
final class Note extends Container {
    private final String label;
    private final NoteSection section;
    private int number;
    private int uses;

    Note(String label, NoteSection section) {
        this.label = label;
        this.section = section;
    }

    String label() {
        return label;
    }

    boolean isNumbered() {
        return number > 0;
    }

    void number(int number, int uses) {
        if (number != this.number || uses != this.uses) {
            this.number = number;
            this.uses = uses;
            touch();
        }
    }

    @Override
    String open() {
        return section.footnotes().open(number, uses);
    }

    @Override
    String close() {
        return "</li>";
    }

    /** The links back to the references. */
    @Override
    int lead() {
        return 1;
    }

    @Override
    boolean isVisible() {
        return false;
    }

    @Override
    void touch() {
        super.touch();
        section.touch(0);
    }

    @Override
    Goes goesOn(Line line, Block deepest) {
        if (line.isIndented()) {
            line.skipToColumn(line.column() + Line.CODE_INDENT);
            return Goes.ON;
        }
        line.stay();
        return line.isBlank() ? Goes.ON : Goes.NO;
    }
}
