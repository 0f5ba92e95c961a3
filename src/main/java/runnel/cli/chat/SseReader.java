package runnel.cli.chat;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.function.Consumer;

/**
 * Reads an event stream (HTML standard, section 9.2) from bytes that arrive in pieces, cut
 * anywhere.
 *
 * <p>Each byte is looked at once. A frame counts when its empty line has come; an unfinished one at
 * the end does not.
 */
final class SseReader {
    /** A frame larger than this is no frame. */
    static final int FRAME_BYTES = 64 << 20;

    private static final String BYTE_ORDER_MARK = "\uFEFF";

    private final Consumer<Frame> sink;
    private final ByteArrayOutputStream line = new ByteArrayOutputStream();
    private final StringBuilder data = new StringBuilder();
    private String event = "";
    private String id = "";
    private String lastId = "";
    private long retryMillis = -1;
    private boolean first = true;
    private boolean afterReturn;

    SseReader(Consumer<Frame> sink) {
        this.sink = sink;
    }

    /** The pause before a new connection that the stream asked for; -1 for none. */
    long retryMillis() {
        return retryMillis;
    }

    /**
     * @throws IOException when a frame grows beyond all measure
     */
    void feed(ByteBuffer bytes) throws IOException {
        while (bytes.hasRemaining()) {
            var b = bytes.get();
            if (b == '\n' && afterReturn) {
                afterReturn = false;
            } else if (b == '\n' || b == '\r') {
                afterReturn = b == '\r';
                endLine();
            } else {
                afterReturn = false;
                line.write(b);
            }
        }
        if (line.size() + data.length() > FRAME_BYTES) {
            throw new IOException("a frame of more than " + FRAME_BYTES + " bytes");
        }
    }

    private void endLine() {
        var text = line.toString(StandardCharsets.UTF_8);
        line.reset();
        if (first && text.startsWith(BYTE_ORDER_MARK)) {
            text = text.substring(BYTE_ORDER_MARK.length());
        }
        first = false;
        if (text.isEmpty()) {
            dispatch();
            return;
        }
        var colon = text.indexOf(':');
        var name = colon < 0 ? text : text.substring(0, colon);
        var value = colon < 0 ? "" : text.substring(colon + 1);
        field(name, value.startsWith(" ") ? value.substring(1) : value);
    }

    private void field(String name, String value) {
        switch (name) {
            case "event" -> event = value;
            case "data" -> data.append(value).append('\n');
            case "id" -> id = value.indexOf('\0') < 0 ? value : id;
            case "retry" -> {
                // Longer numbers than these are no pause that anybody would wait.
                if (value.matches("[0-9]{1,9}")) {
                    retryMillis = Long.parseLong(value);
                }
            }
            default -> {
                // A comment (its name is empty) or something that this reader does not know.
            }
        }
    }

    private void dispatch() {
        lastId = id;
        if (!data.isEmpty()) {
            data.setLength(data.length() - 1);
            sink.accept(new Frame(event.isEmpty() ? "message" : event, data.toString(), lastId));
        }
        data.setLength(0);
        event = "";
    }
}
