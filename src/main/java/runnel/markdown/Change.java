package runnel.markdown;

import java.util.List;

/**
 * What a piece of text changes in the page.
 *
 * @param edits to be made in this order
 * @param settled how many elements at the start of the root are done: the page may highlight or
 *     typeset inside them; only a definition that comes later can still turn a reference in them
 *     into a link
 */
public record Change(List<Edit> edits, int settled) {
    public Change {
        edits = List.copyOf(edits);
    }
}
