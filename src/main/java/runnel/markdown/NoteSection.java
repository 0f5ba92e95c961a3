package runnel.markdown;

import java.util.List;

/** The footnotes that are referred to, at the end of the page, in the order of their numbers. */
final class NoteSection extends Container {
    private static final int[] LIST = {0};
    private final Footnotes footnotes;
    private List<Note> notes = List.of();

    NoteSection(Footnotes footnotes) {
        this.footnotes = footnotes;
    }

    Footnotes footnotes() {
        return footnotes;
    }

    void show(List<Note> numbered) {
        if (!notes.equals(numbered)) {
            notes = numbered;
            touch(0);
        }
    }

    @Override
    int size() {
        return notes.size();
    }

    @Override
    Block child(int at) {
        return notes.get(at);
    }

    @Override
    boolean shows(Block child) {
        return true;
    }

    @Override
    boolean isVisible() {
        return !notes.isEmpty();
    }

    @Override
    String open() {
        return footnotes.openSection();
    }

    @Override
    String close() {
        return "</ol></div>";
    }

    @Override
    int[] inner() {
        return LIST;
    }

    @Override
    Goes goesOn(Line line, Block deepest) {
        return Goes.NO;
    }
}
