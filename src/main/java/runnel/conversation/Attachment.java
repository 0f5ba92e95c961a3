package runnel.conversation;

/**
 * A file that a person sends with a message.
 *
 * @param file its id
 * @param name as the person knows it
 * @param type its media type, found out from its content
 */
public record Attachment(String file, String name, String type, long bytes) {
    public boolean isPicture() {
        return type.startsWith("image/");
    }

    /** Whether its content is plain text, in whatever language. */
    public boolean isText() {
        return type.startsWith("text/");
    }
}
