package runnel.conversation;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import runnel.base.Problem;

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
        Profile profile,
        long seq,
        List<Message> messages,
        boolean older,
        List<Message> waiting,
        Optional<RunState> active) {
    public Transcript {
        messages = List.copyOf(messages);
        waiting = List.copyOf(waiting);
    }

    public String title() {
        return profile.title();
    }

    /** The last {@code limit} visible messages. */
    public static Transcript latest(Conversation conversation, ConversationStore store, int limit) {
        var shape = conversation.shape();
        return window(conversation, store, shape, shape.path(), limit);
    }

    /**
     * The {@code limit} visible messages before the given one.
     *
     * @throws Problem {@code message-unknown}
     */
    public static Transcript before(
            Conversation conversation, ConversationStore store, String message, int limit) {
        requireKnown(conversation, message);
        var shape = conversation.shape();
        var path = shape.path().subList(0, indexOf(shape.path(), message));
        return window(conversation, store, shape, path, limit);
    }

    /**
     * Up to {@code limit} messages from a little before the given one on, along the visible path,
     * or along the one that leads to it where it is a version that is not chosen.
     *
     * @param lead messages before it
     * @throws Problem {@code message-unknown}
     */
    public static Stretch around(
            Conversation conversation,
            ConversationStore store,
            String message,
            int lead,
            int limit) {
        requireKnown(conversation, message);
        var visible = conversation.path();
        var shown = visible.stream().anyMatch(header -> header.id().equals(message));
        var path = shown ? visible : conversation.pathTo(message);
        var at = indexOf(path, message);
        var from = Math.max(0, at - lead);
        var to = Math.min(path.size(), from + limit);
        var seq = conversation.log().durable();
        return new Stretch(
                read(conversation, store, visible(path.subList(from, to), seq), seq),
                from > 0,
                to < path.size(),
                shown);
    }

    /**
     * Some messages of a path.
     *
     * @param older whether others come before them
     * @param newer whether others come after them
     * @param visible whether it is the path that readers of the conversation see
     */
    public record Stretch(List<Message> messages, boolean older, boolean newer, boolean visible) {
        public Stretch {
            messages = List.copyOf(messages);
        }
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
        var files = store.files().of(conversation.id(), persons);
        // Notes are told of replies only.
        var notes =
                persons.size() == headers.size()
                        ? Map.<String, ConversationStore.Note>of()
                        : store.notes(conversation.id());
        var messages = new ArrayList<Message>(headers.size());
        for (var header : headers) {
            if (header.author() == Header.Author.PERSON) {
                var part = new Message.Part.Text(0, texts.getOrDefault(header.id(), ""), true);
                messages.add(
                        new Message(
                                header,
                                List.of(part),
                                conversation.versions(header),
                                Turn.NONE,
                                files.getOrDefault(header.id(), List.of())));
            } else {
                var note = notes.getOrDefault(header.id(), ConversationStore.Note.NONE);
                messages.add(reply(conversation, header, note, seq));
            }
        }
        return messages;
    }

    private static void requireKnown(Conversation conversation, String message) {
        if (conversation.find(message).isEmpty()) {
            throw new Problem(Problem.Kind.NOT_FOUND, "message-unknown", message);
        }
    }

    /** Where a message is in a path; its end where it is not there. */
    private static int indexOf(List<Header> path, String message) {
        var at = 0;
        while (at < path.size() && !path.get(at).id().equals(message)) {
            at++;
        }
        return at;
    }

    private static Transcript window(
            Conversation conversation,
            ConversationStore store,
            Conversation.Shape shape,
            List<Header> path,
            int limit) {
        var seq = shape.seq();
        var durable = visible(path, seq);
        var from = Math.max(0, durable.size() - limit);
        var shown = durable.subList(from, durable.size());
        return new Transcript(
                conversation.id(),
                shape.profile(),
                seq,
                read(conversation, store, shown, seq),
                from > 0,
                read(conversation, store, visible(shape.waiting(), seq), seq),
                shape.active());
    }

    private static List<Header> visible(List<Header> headers, long seq) {
        return headers.stream().filter(header -> header.firstSeq() <= seq).toList();
    }

    private static Message reply(
            Conversation conversation, Header header, ConversationStore.Note note, long seq) {
        // What ended after the moment was still being written then.
        var writing = header.state() == Header.State.WRITING || header.lastSeq() > seq;
        var then = writing ? header.with(Header.State.WRITING, seq) : header;
        var fold = new ReplyFold(header.id(), header.run());
        conversation.log().range(header.firstSeq() - 1, then.lastSeq()).forEach(fold::add);
        var versions = conversation.versions(header);
        return new Message(then, fold.parts(), versions, fold.turn(), List.of(), note);
    }
}
