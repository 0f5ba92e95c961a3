package runnel.run;

import java.util.List;
import java.util.Optional;
import runnel.conversation.ConversationStore;
import runnel.conversation.Header;

/**
 * What was said up to some message of a path, in few words.
 *
 * @param end how many messages of the path it covers
 */
record Summary(int end, String text) {
    /** The one that covers most of a path. */
    static Optional<Summary> of(ConversationStore store, String conversation, List<Header> path) {
        if (path.isEmpty()) {
            return Optional.empty();
        }
        var notes = store.notes(conversation);
        for (var end = path.size(); end > 0 && !notes.isEmpty(); end--) {
            var note = notes.get(path.get(end - 1).id());
            if (note != null && !note.summary().isEmpty()) {
                return Optional.of(new Summary(end, note.summary()));
            }
        }
        return Optional.empty();
    }

    /** A text as it may stand between marks: it cannot close them. */
    static String fenced(String text) {
        return text.replaceAll("(?i)</(\\s*(summary|conversation|person|assistant))", "< /$1");
    }
}
