package runnel.run;

import java.util.List;
import runnel.conversation.Conversation;
import runnel.conversation.ConversationStore;
import runnel.conversation.Message;
import runnel.conversation.RunState;
import runnel.conversation.Step;
import runnel.conversation.Transcript;
import runnel.event.Event;

/**
 * What earlier attempts of a run have left of its reply.
 *
 * @param parts what readers have seen
 * @param steps the model calls that are over
 */
record Earlier(List<Message.Part> parts, List<Step> steps) {
    static final Earlier NOTHING = new Earlier(List.of(), List.of());

    static Earlier of(Conversation conversation, ConversationStore store, String reply) {
        return conversation
                .find(reply)
                .map(header ->
                        Transcript.read(
                                        conversation,
                                        store,
                                        List.of(header),
                                        conversation.log().durable())
                                .getFirst())
                .map(message -> new Earlier(message.parts(), message.turn().steps()))
                .orElse(NOTHING);
    }

    /**
     * Counts the attempts since the last that brought something: one that brought at least one more
     * word is no reason to give up.
     */
    static int fruitless(Conversation conversation, RunState run) {
        var attempts = 0;
        var log = conversation.log();
        var from = conversation.find(run.reply()).map(header -> header.firstSeq() - 1).orElse(0L);
        for (var entry : log.range(from, log.durable())) {
            if (entry.event() instanceof Event.RunStart start && start.run().equals(run.id())) {
                attempts++;
            } else if (entry.event() instanceof Event.Delta
                    || entry.event() instanceof Event.ToolEnd) {
                attempts = 0;
            }
        }
        return attempts;
    }
}
