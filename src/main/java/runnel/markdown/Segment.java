package runnel.markdown;

import java.util.List;

/**
 * A stretch of inline text and its HTML.
 *
 * @param start where it starts in the text, in characters
 * @param notes the labels of the footnotes it refers to, in order
 * @param notesEnd how many such references there are up to its end
 * @param end the place behind it in the element that holds it
 */
record Segment(int start, int length, String html, List<String> notes, int notesEnd, Place end) {}
