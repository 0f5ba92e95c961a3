package runnel.wire.export;

import java.time.Instant;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;
import runnel.base.Messages;
import runnel.conversation.Conversation;
import runnel.conversation.ConversationStore;
import runnel.conversation.Header;
import runnel.conversation.Message;
import runnel.conversation.Profile;
import runnel.conversation.Transcript;

/**
 * A whole conversation, as it is at the moment of its export.
 *
 * @param all every message, those of versions that are not chosen too, in the order of their making
 * @param visible ids of those that readers of the conversation see
 */
record Export(
        String conversation,
        Profile profile,
        List<Message> all,
        Set<String> visible,
        long timeMillis,
        Messages messages) {
    private static final DateTimeFormatter TIME =
            DateTimeFormatter.ofPattern("yyyy-MM-dd HH:mm").withZone(ZoneOffset.UTC);

    Export {
        all = List.copyOf(all);
        visible = Set.copyOf(visible);
    }

    /**
     * @param everything whether versions that are not chosen are wanted too
     */
    static Export of(
            Conversation conversation,
            ConversationStore store,
            boolean everything,
            long timeMillis,
            Messages messages) {
        var path = conversation.path();
        var headers =
                everything
                        ? store.headers(conversation.id()).stream()
                                .filter(header -> header.state() != Header.State.REMOVED)
                                .toList()
                        : path;
        return new Export(
                conversation.id(),
                conversation.profile(),
                Transcript.read(conversation, store, headers, conversation.log().durable()),
                path.stream().map(Header::id).collect(Collectors.toSet()),
                timeMillis,
                messages);
    }

    String title() {
        return profile.title().isEmpty() ? text("web.untitled") : profile.title();
    }

    String author(Message message) {
        return text(
                message.header().author() == Header.Author.PERSON ? "web.you" : "web.assistant");
    }

    String text(String key) {
        return messages.text(key);
    }

    static String size(long bytes) {
        return bytes < 1_000_000 ? (bytes + 999) / 1_000 + " kB" : bytes / 1_000_000 + " MB";
    }

    /** Universal time, to the minute. */
    static String time(long millis) {
        return TIME.format(Instant.ofEpochMilli(millis)) + " UTC";
    }
}
