package runnel.conversation;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * What a reader sees of a conversation at one moment: a fold of its events, windowed.
 *
 * @param seq the moment: following the log from here misses nothing and repeats nothing
 * @param messages a stretch of the visible path, first one first
 * @param older whether visible messages come before the stretch
 * @param waiting messages in the mailbox, next one first
 */
public record Transcript(
        String conversation,
        String title,
        long seq,
        List<Message> messages,
        boolean older,
        List<Message> waiting,
        Optional<RunState> active) {
    public Transcript {
        messages = List.copyOf(messages);
        waiting = List.copyOf(waiting);
    }

    /** The last {@code limit} visible messages. */
    public static Transcript latest(Conversation conversation, ConversationStore store, int limit) {
        // The moment is taken before the path: what happens in between is seen once more, never
        // missed.
        var seq = conversation.log().durable();
        return window(conversation, store, conversation.path(), seq, limit);
    }

    /** The {@code limit} visible messages before the given one. */
    public static Transcript before(
            Conversation conversation, ConversationStore store, String message, int limit) {
        var seq = conversation.log().durable();
        var path = conversation.path();
        var end = 0;
        while (end < path.size() && !path.get(end).id().equals(message)) {
            end++;
        }
        return window(conversation, store, path.subList(0, end), seq, limit);
    }

    /** The messages of a path with their content as of {@code seq}. */
    public static List<Message> read(
            Conversation conversation, ConversationStore store, List<Header> headers, long seq) {
        var persons =
                headers.stream()
                        .filter(header -> header.author() == Header.Author.PERSON)
                        .map(Header::id)
                        .toList();
        var texts = store.texts(conversation.id(), persons);
        var messages = new ArrayList<Message>(headers.size());
        for (var header : headers) {
            if (header.author() == Header.Author.PERSON) {
                var part = new Message.Part.Text(0, texts.getOrDefault(header.id(), ""), true);
                messages.add(
                        new Message(
                                header,
                                List.of(part),
                                conversation.versions(header),
                                Message.Turn.NONE));
            } else {
                messages.add(reply(conversation, header, seq));
            }
        }
        return messages;
    }

    private static Transcript window(
            Conversation conversation,
            ConversationStore store,
            List<Header> path,
            long seq,
            int limit) {
        var from = Math.max(0, path.size() - limit);
        var shown = visible(path.subList(from, path.size()), seq);
        return new Transcript(
                conversation.id(),
                conversation.title(),
                seq,
                read(conversation, store, shown, seq),
                from > 0,
                read(conversation, store, visible(conversation.waiting(), seq), seq),
                conversation.active());
    }

    private static List<Header> visible(List<Header> headers, long seq) {
        return headers.stream().filter(header -> header.firstSeq() <= seq).toList();
    }

    private static Message reply(Conversation conversation, Header header, long seq) {
        // What ended after the moment was still being written then.
        var writing = header.state() == Header.State.WRITING || header.lastSeq() > seq;
        var then = writing ? header.with(Header.State.WRITING, seq) : header;
        var fold = new ReplyFold(header.id(), header.run());
        conversation.log().range(header.firstSeq() - 1, then.lastSeq()).forEach(fold::add);
        return new Message(then, fold.parts(), conversation.versions(header), fold.turn());
    }
}
