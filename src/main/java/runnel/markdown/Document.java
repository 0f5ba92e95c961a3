package runnel.markdown;

/** The whole text; in the page the footnotes stand behind all else. */
final class Document extends Container {
    private final NoteSection notes;

    Document(NoteSection notes) {
        this.notes = notes;
    }

    @Override
    int size() {
        return super.size() + 1;
    }

    /** How many blocks there are without the footnotes. */
    int blocks() {
        return super.size();
    }

    @Override
    Block child(int at) {
        return at < super.size() ? super.child(at) : notes;
    }

    /** The footnotes are no longer as the page shows them. */
    void touchNotes() {
        touch(super.size());
    }

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
