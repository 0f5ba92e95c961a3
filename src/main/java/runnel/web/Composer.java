package runnel.web;

import runnel.conversation.FileStore;

/**
 * The form in which messages are written.
 *
 * @param path where it is posted to
 * @param edits the message of which a new text is written; empty for a new message
 * @param text what stands in it at first
 * @param model full name of the model that answers if no other is chosen
 * @param agents who may answer
 * @param key makes a repetition of the same post recognisable
 */
public record Composer(
        String path, String edits, String text, String model, Choices agents, String key) {
    /** The path of the conversation it belongs to; empty on the start page. */
    public String home() {
        return path.endsWith("/messages") ? path.substring(0, path.lastIndexOf('/')) : "";
    }

    public int mostFiles() {
        return FileStore.MESSAGE_FILES;
    }

    public int mostBytes() {
        return FileStore.FILE_BYTES;
    }

    public boolean isEdit() {
        return !edits.isEmpty();
    }
}
