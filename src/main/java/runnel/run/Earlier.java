package runnel.run;

import java.util.List;
import runnel.conversation.Conversation;
import runnel.conversation.ConversationStore;
import runnel.conversation.Header;
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
     * word is no reason to give up. Another version of the reply belongs to the attempt that began
     * it.
     */
    static int fruitless(Conversation conversation, RunState run) {
        var fruitless = 0;
        var last = 0;
        var log = conversation.log();
        for (var entry : log.range(begun(conversation, run) - 1, log.durable())) {
            if (entry.event() instanceof Event.RunStart start && start.run().equals(run.id())) {
                fruitless += start.attempt() > last ? 1 : 0;
                last = start.attempt();
            } else if (entry.event() instanceof Event.Delta
                    || entry.event() instanceof Event.ToolEnd) {
                fruitless = 0;
            }
        }
        return fruitless;
    }

    /** Where the first version of the run's reply began. */
    private static long begun(Conversation conversation, RunState run) {
        return conversation.find(run.reply()).map(conversation::versions).stream()
                .flatMap(List::stream)
                .flatMap(version -> conversation.find(version).stream())
                .filter(version -> version.run().equals(run.id()))
                .mapToLong(Header::firstSeq)
                .min()
                .orElse(1);
    }
}
