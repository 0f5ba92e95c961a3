package runnel.tool;

import java.nio.file.Path;
import java.util.List;

/** What people have attached to their messages. Thread-safe. */
public interface Attachments {
    /** Nobody has attached anything. */
    Attachments NONE =
            new Attachments() {
                @Override
                public boolean isEmpty() {
                    return true;
                }

                @Override
                public List<Attachment> of(String conversation) {
                    return List.of();
                }
            };

    /** Whether there are none in any conversation; quick. */
    boolean isEmpty();

    /** Those of a conversation. */
    List<Attachment> of(String conversation);

    /**
     * @param id unique within the conversation; its content never changes
     * @param name as the person knows it
     * @param url where a browser finds it
     */
    record Attachment(String id, String name, String url, Path file) {}
}
