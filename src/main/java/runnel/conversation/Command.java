package runnel.conversation;

import java.util.List;
import runnel.event.Feedback;

/** What a client asks of a conversation. Every command may be repeated without harm. */
public sealed interface Command {

    /**
     * Say something.
     *
     * @param edits the earlier message of which this is a new version; empty to follow what is
     *     visible
     * @param agent who shall answer; empty for the default
     * @param model full name of the model that shall answer; empty for the default
     * @param key makes a repetition of the command recognisable; empty for none
     * @param files what is sent with it; with any, the text may be empty
     */
    record Send(
            String text,
            String edits,
            String agent,
            String model,
            String key,
            List<Attachment> files)
            implements Command {
        public Send {
            files = List.copyOf(files);
        }

        public Send(String text, String edits, String agent, String model, String key) {
            this(text, edits, agent, model, key, List.of());
        }

        public static Send of(String text) {
            return new Send(text, "", "", "", "");
        }
    }

    /** Give a waiting message another text. */
    record Edit(String message, String text) implements Command {}

    /** Take a waiting message back. */
    record Remove(String message) implements Command {}

    /** Ask for another answer to a message. */
    record Regenerate(String message, String model) implements Command {}

    /** Show another version of a message. */
    record Select(String message) implements Command {}

    /** Let a waiting message come before another one; {@code before} is empty for the end. */
    record Move(String message, String before) implements Command {}

    record Rename(String title) implements Command {}

    /** Put the conversation into a folder; an empty name takes it out. */
    record PutAway(String folder) implements Command {}

    record Pin(boolean pinned) implements Command {}

    record Archive(boolean archived) implements Command {}

    /** Let this model answer where none is asked for; empty for the default. */
    record UseModel(String model) implements Command {}

    /** Let this agent answer where none is asked for; empty for the standard one. */
    record UseAgent(String agent) implements Command {}

    /** Tell every model this before the conversation. */
    record Instruct(String instruction) implements Command {}

    /** Let whoever has a link read along; the one before ends. Its secret's hash, or empty. */
    record Share(String link) implements Command {}

    /** Say what one thinks of a reply. */
    record Rate(String message, Feedback feedback) implements Command {}

    /**
     * Let the conversation go, with everything in it.
     *
     * @param undoMillis how long it can be restored
     */
    record Delete(long undoMillis) implements Command {}

    record Restore() implements Command {}

    /** Stop a run, begun or not. */
    record Cancel(String run) implements Command {}

    record Pause(String run) implements Command {}

    record Resume(String run) implements Command {}

    /** Allow a tool call that waits for the owner's word, or forbid it. */
    record Answer(String run, String approval, boolean allow) implements Command {}
}
