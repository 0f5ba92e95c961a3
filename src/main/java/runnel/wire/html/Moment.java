package runnel.wire.html;

import java.util.List;
import java.util.Optional;
import runnel.conversation.Conversation;
import runnel.conversation.ConversationStore;
import runnel.conversation.Header;
import runnel.conversation.Message;
import runnel.conversation.Profile;
import runnel.conversation.RunState;
import runnel.conversation.Transcript;
import runnel.event.Event;

/**
 * What an encoder must know of a conversation to go on from some place of its log.
 *
 * @param leaf the last visible message; {@code root} where there is none
 * @param active the run that goes on, perhaps for a reply that is not visible; empty where none
 *     does
 * @param writing the reply that was being written at that place, with its content as of there
 */
record Moment(
        String conversation,
        Profile profile,
        String leaf,
        String active,
        List<Message> waiting,
        Optional<Message> writing) {
    Moment {
        waiting = List.copyOf(waiting);
    }

    static Moment of(Transcript transcript) {
        var messages = transcript.messages();
        return new Moment(
                transcript.conversation(),
                transcript.profile(),
                messages.isEmpty() ? Event.ROOT : messages.getLast().id(),
                transcript.active().map(RunState::id).orElse(""),
                transcript.waiting(),
                messages.stream()
                        .filter(message -> message.header().state() == Header.State.WRITING)
                        .findFirst());
    }

    /**
     * For a reader who has seen everything up to {@code seq}. What waits and what is visible is
     * told as of now: a change to it since then has an entry that makes the encoder look again.
     */
    static Moment at(long seq, Conversation conversation, ConversationStore store) {
        var path = conversation.path();
        var writing =
                path.stream()
                        .filter(header -> header.author() == Header.Author.AGENT)
                        .filter(header -> header.firstSeq() <= seq)
                        .filter(header ->
                                header.state() == Header.State.WRITING || header.lastSeq() > seq)
                        .toList();
        var now = conversation.log().durable();
        return new Moment(
                conversation.id(),
                conversation.profile(),
                path.isEmpty() ? Event.ROOT : path.getLast().id(),
                conversation.active().map(RunState::id).orElse(""),
                Transcript.read(conversation, store, conversation.waiting(), now),
                Transcript.read(conversation, store, writing, seq).stream().findFirst());
    }
}
