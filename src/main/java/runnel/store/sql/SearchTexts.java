package runnel.store.sql;

import java.util.Optional;
import runnel.event.Event;
import runnel.event.EventJson;

/** What messages and titles say, as far as it is searched. Thread-safe. */
final class SearchTexts {
    private final Database database;

    SearchTexts(Database database) {
        this.database = database;
    }

    /** Empty for what is no more; a title where no message is named. */
    Optional<String> of(String conversation, String message) {
        if (message.isEmpty()) {
            return database.first(
                    "select title from conversation where id = ?",
                    row -> row.getString(1),
                    conversation);
        }
        return database.first(
                        """
                        select author, text, first_seq, last_seq from message
                        where conversation = ? and id = ? and state not in ('WRITING', 'REMOVED')\
                        """,
                        row ->
                                new Source(
                                        row.getString(1).equals("PERSON"),
                                        row.getString(2),
                                        row.getLong(3),
                                        row.getLong(4)),
                        conversation,
                        message)
                .map(source ->
                        source.isPerson() ? source.text() : reply(conversation, message, source));
    }

    /** Where the text of a message is: in its row, or in a stretch of the log. */
    private record Source(boolean isPerson, String text, long first, long last) {}

    /** The text of an answer, from the log; its reasoning is not searched. */
    private String reply(String conversation, String message, Source source) {
        var text = new StringBuilder();
        for (var json :
                database.list(
                        "select event from entry where conversation = ? and last >= ? and last <= ? order by last",
                        row -> row.getString(1),
                        conversation,
                        source.first(),
                        source.last())) {
            if (EventJson.isOf(Event.TextDelta.class, json)
                    && EventJson.read(json) instanceof Event.TextDelta delta
                    && delta.message().equals(message)) {
                text.append(delta.text());
            }
        }
        return text.toString();
    }
}
