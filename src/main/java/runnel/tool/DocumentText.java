package runnel.tool;

import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.util.List;

/**
 * A stretch of a document as it was read.
 *
 * @param path below the folder
 * @param passages in their order
 * @param more whether others come after them
 */
public record DocumentText(String path, List<Passage> passages, boolean more) {
    public DocumentText {
        passages = List.copyOf(passages);
    }

    /**
     * @param number in the document, from 0
     * @param place in the document; may be empty
     */
    public record Passage(int number, String place, String text) {}

    /** Where the pages show them; behind it comes the path. */
    public static final String PLACE = "/documents/";

    /** The address of a passage among the pages. */
    public static String url(String path, int passage) {
        var encoded = URLEncoder.encode(path, StandardCharsets.UTF_8);
        var readable = encoded.replace("%2F", "/").replace("+", "%20");
        return PLACE + readable + "?at=" + passage + "#p" + passage;
    }

    /** Documents of the operator's folder, by their paths below it. */
    @FunctionalInterface
    public interface Shelf {
        /**
         * What is there of a document from a passage on; without passages where there is no such
         * document.
         */
        DocumentText read(String path, int from, int count);

        /** No documents at all. */
        Shelf EMPTY = (path, from, count) -> new DocumentText(path, List.of(), false);
    }
}
