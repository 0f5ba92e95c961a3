package runnel.tool.documents;

import java.util.Optional;
import runnel.tool.documents.read.Unreadable.Reason;

/**
 * What the index knows of a document.
 *
 * @param path below the folder, with slashes; for an attached one its id
 * @param name as people know it
 * @param stamp changes when the document does
 * @param passages that it was cut into
 * @param reason why it could not be read
 */
record Entry(
        Shelf shelf,
        String path,
        String name,
        String stamp,
        int passages,
        Optional<Reason> reason) {
    String key() {
        return key(shelf, path);
    }

    static String key(Shelf shelf, String path) {
        return shelf.name() + "\n" + path;
    }
}
