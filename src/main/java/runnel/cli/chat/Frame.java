package runnel.cli.chat;

/**
 * One frame of an event stream.
 *
 * @param event its name, {@code message} where it has none
 * @param id the stream's last id as of this frame; empty for none
 */
record Frame(String event, String data, String id) {
    /** The place in the log that this frame moves the reader to; -1 where it says none. */
    long seq() {
        try {
            return Long.parseLong(id);
        } catch (NumberFormatException e) {
            return -1;
        }
    }
}
