package runnel.tool.documents;

/** Where a document is kept, and by that, who may find it. */
sealed interface Shelf {
    /** The operator's folder: for everybody who may use this server. */
    record Folder() implements Shelf {}

    /** What was attached to one conversation: for that one alone. */
    record Attached(String conversation) implements Shelf {}

    /** Its name in the index. */
    default String name() {
        return switch (this) {
            case Folder _ -> "folder";
            case Attached(var conversation) -> "conversation " + conversation;
        };
    }
}
