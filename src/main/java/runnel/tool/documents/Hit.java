package runnel.tool.documents;

/**
 * A passage that was found.
 *
 * @param number of the passage in its document, from 0
 * @param place in the document; may be empty
 */
record Hit(String shelf, String path, String name, int number, String place, String text) {
    /** Document and place, as a source is titled. */
    String title() {
        return place.isEmpty() ? name : name + " › " + place;
    }
}
