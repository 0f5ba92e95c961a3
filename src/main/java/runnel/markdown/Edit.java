package runnel.markdown;

import java.util.List;

/**
 * One change to the page that shows a streamed text: cut the end of one element off and put HTML
 * there.
 *
 * <p>The element is found from the text's root element by the indexes in {@code path}, each
 * counting element children only. Of it stay the first {@code elements} element children and, of
 * the text right behind them, {@code chars} characters (UTF-16 units, as a browser counts). All
 * that follows inside this element goes, then {@code html}, which is complete in itself, is
 * appended. Nothing outside the element is touched, so it does not matter how a browser cuts text
 * into nodes, nor whether it got the page in many edits or in one piece.
 *
 * @param append whether nothing is cut, so that a reader whose last edit had the same path may just
 *     append
 */
public record Edit(List<Integer> path, int elements, int chars, String html, boolean append) {
    public Edit {
        path = List.copyOf(path);
        if (elements < 0 || chars < 0) {
            throw new IllegalArgumentException("negative place: " + elements + ", " + chars);
        }
    }
}
