package runnel.conversation;

import java.util.ArrayList;
import java.util.List;
import runnel.base.Problem;
import runnel.event.Event;

/**
 * Tells the repetition of a message from another one that bears the same idempotency key.
 *
 * <p>What counts is what is said and where: the text, the files, the conversation. Who shall answer
 * was decided when the message was accepted.
 */
final class Repetition {
    private Repetition() {}

    /**
     * @param id the conversation that the sender names; empty where it leaves that open
     * @param earlier what the first message with this key became
     * @throws Problem {@code key-used} where this is another message
     */
    static void check(Command.Send send, String id, Accepted earlier, Conversation conversation) {
        if (!(id.isEmpty() || id.equals(earlier.conversation()))
                || !said(earlier, conversation).equals(said(send))) {
            throw new Problem(
                    Problem.Kind.UNPROCESSABLE,
                    "key-used",
                    send.key(),
                    earlier.message(),
                    earlier.conversation());
        }
    }

    // The first entry is the message as it was sent, whatever was made of it since; its files
    // follow at once.
    private static Said said(Accepted earlier, Conversation conversation) {
        var text = "";
        var files = new ArrayList<String>();
        var from = earlier.seq() - 1;
        for (var entry : conversation.log().range(from, earlier.seq() + FileStore.MESSAGE_FILES)) {
            if (entry.event() instanceof Event.MessageSend first
                    && first.message().equals(earlier.message())) {
                text = first.text();
            } else if (entry.event() instanceof Event.FileAttach file
                    && file.message().equals(earlier.message())) {
                files.add(file.file());
            }
        }
        return new Said(text, files);
    }

    private static Said said(Command.Send send) {
        return new Said(
                MessageText.checked(send), send.files().stream().map(Attachment::file).toList());
    }

    private record Said(String text, List<String> files) {}
}
