package runnel.run;

import java.util.ArrayList;
import java.util.List;
import runnel.agent.Rounds;
import runnel.conversation.Conversation;
import runnel.conversation.ConversationStore;
import runnel.conversation.Header;
import runnel.conversation.Message;
import runnel.conversation.Transcript;
import runnel.llm.Prompt;

/**
 * What of a conversation a model is given: the latest messages up to the one that is to be
 * answered, as many as the limits allow.
 *
 * @param message id of the message that is to be answered
 */
record History(
        Conversation conversation, ConversationStore store, Runs.Limits limits, String message) {

    /** Oldest first; the last message is always there, however long. */
    List<Prompt.Turn> turns() {
        var path = conversation.pathTo(message);
        var from = Math.max(0, path.size() - limits.historyMessages());
        var turns = new ArrayList<Prompt.Turn>();
        var chars = 0;
        var enclosed = new Enclosed(store.files());
        var recent =
                Transcript.read(
                        conversation,
                        store,
                        path.subList(from, path.size()),
                        conversation.log().durable());
        for (var read : recent.reversed()) {
            var said = said(read, enclosed);
            chars += said.stream().mapToInt(History::chars).sum();
            if (!turns.isEmpty() && chars > limits.historyChars()) {
                break;
            }
            turns.addAll(said.reversed());
        }
        return turns.reversed();
    }

    private static List<Prompt.Turn> said(Message message, Enclosed enclosed) {
        if (message.header().author() == Header.Author.AGENT) {
            return Rounds.turns(message.parts(), message.turn().steps());
        }
        return message.text().isEmpty() && message.files().isEmpty()
                ? List.of()
                : List.of(enclosed.said(message));
    }

    private static int chars(Prompt.Turn turn) {
        return switch (turn) {
            case Prompt.User user -> user.text().length();
            case Prompt.Assistant said ->
                    said.text().length()
                            + said.calls().stream()
                                    .mapToInt(call -> call.arguments().length())
                                    .sum();
            case Prompt.Tool tool -> tool.result().text().length();
        };
    }
}
