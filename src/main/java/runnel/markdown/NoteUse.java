package runnel.markdown;

/**
 * A reference to a footnote: the footnote's number in the page, and which of the references to it
 * this is, from one.
 */
record NoteUse(int number, int use) {
    /** Before the numbers are given out. */
    static final NoteUse UNKNOWN = new NoteUse(0, 0);
}
