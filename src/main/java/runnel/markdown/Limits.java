package runnel.markdown;

/**
 * What one answer may ask of the renderer. Beyond a limit the markup is shown as the text it is;
 * nothing is lost.
 *
 * <p>Together they bound the work per character, so that hostile text costs a constant factor,
 * never a power.
 */
public final class Limits {
    /**
     * Blocks open at once: quotes, lists and list items inside each other. Browsers flatten what
     * nests past 512.
     */
    public static final int BLOCK_NESTING = 64;

    /** Emphasis, links and images inside each other. */
    public static final int INLINE_NESTING = 32;

    /** A longer address is not made a link. */
    public static final int URL_CHARS = 2_048;

    /** A longer title of a link is dropped. */
    public static final int TITLE_CHARS = 1_024;

    /** Text at the start of a paragraph that may be one link definition. */
    public static final int DEFINITION_CHARS = 4_096;

    /**
     * With more references to it, a link definition takes effect at the end of its line, not while
     * it is written.
     */
    public static final int LATE_REFERENCES = 256;

    /** White space in a row beyond this is dropped. */
    public static final int SPACE_CHARS = 1_024;

    /** A longer line is text: no heading, fence, rule, table row or formula. */
    public static final int LINE_CHARS = 4_096;

    /**
     * Emphasis, links and code in one block are found up to this length; longer ones may stay as
     * they are written.
     */
    public static final int SPAN_CHARS = 1_024;

    /** A table with more columns is text. */
    public static final int TABLE_COLUMNS = 40;

    /** Further footnotes are text. */
    public static final int FOOTNOTES = 500;

    /** TeX between dollar signs or {@code \( \)}. */
    public static final int MATH_CHARS = 1_000;

    /** The first word after a code fence. */
    public static final int LANGUAGE_CHARS = 40;

    /** Further references to footnotes in one paragraph, heading or cell are text. */
    public static final int BLOCK_REFERENCES = 1_000;

    /** Links back from one footnote to the places that refer to it. */
    public static final int FOOTNOTE_BACKLINKS = 9;

    private Limits() {}
}
