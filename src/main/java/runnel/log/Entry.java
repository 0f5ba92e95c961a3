package runnel.log;

import runnel.event.Event;

/**
 * One event at its place in a log.
 *
 * @param seq the place: 1 for the first event of a conversation, dense; also the cursor of who has
 *     read it
 * @param timeMillis when it happened, milliseconds since 1970
 */
public record Entry(long seq, long timeMillis, Event event) {
    /** About how many characters it holds, as far as these can be many. */
    int chars() {
        return switch (event) {
            case Event.Delta delta -> delta.text().length();
            case Event.MessageSend send -> send.text().length();
            case Event.MessageEdit edit -> edit.text().length();
            default -> 0;
        };
    }
}
