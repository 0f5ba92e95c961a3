package runnel.llm.langchain;

import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import org.jspecify.annotations.Nullable;

/**
 * Reads server-sent events off a stream, each byte once (WHATWG HTML, "Interpreting an event
 * stream").
 *
 * <p>Comments say that a server lives, not that it answers: the watch goes on over them.
 *
 * <p>Knows {@code event} and {@code data}; a line that begins with a brace counts as data, because
 * some servers forget the field name when they fail. For one thread.
 */
final class EventReader {
    /** Of one line and of one event. */
    static final int MAX_BYTES = 4 << 20;

    private static final int FIRST_BYTES = 4096;
    private static final byte[] DATA = "data".getBytes(StandardCharsets.US_ASCII);
    private static final byte[] EVENT = "event".getBytes(StandardCharsets.US_ASCII);
    private static final byte[] ID = "id".getBytes(StandardCharsets.US_ASCII);
    private static final byte[] RETRY = "retry".getBytes(StandardCharsets.US_ASCII);

    private final InputStream in;
    private final Watchdog.Watch watch;
    private final boolean lineByLine;
    private byte[] bytes = new byte[FIRST_BYTES];
    private int start;
    private int scanned;
    private int end;
    private boolean skipLineFeed;
    private boolean begun;
    private boolean strange;
    private String name = "";
    private @Nullable String data;

    /** All lines of data, once there are several. */
    private final StringBuilder lines = new StringBuilder();

    EventReader(InputStream in, Watchdog.Watch watch) {
        this(in, watch, false);
    }

    /**
     * @param lineByLine whether each line is an event of its own, as in newline-delimited JSON
     */
    EventReader(InputStream in, Watchdog.Watch watch, boolean lineByLine) {
        this.in = in;
        this.watch = watch;
        this.lineByLine = lineByLine;
    }

    /** An event that is more than a comment. */
    record Event(String name, String data) {}

    /**
     * The next event; null at the end of the stream. An event that the end cut off counts, as its
     * lines are whole.
     */
    @Nullable Event next() throws IOException {
        watch.begin();
        while (true) {
            var lineEnd = lineEnd();
            if (lineEnd < 0) {
                return dispatch();
            }
            var length = lineEnd - start;
            if (length == 0) {
                start = scanned;
                var event = dispatch();
                if (event != null) {
                    return event;
                }
            } else {
                line(start, length);
                start = scanned;
                if (lineByLine && data != null) {
                    return dispatch();
                }
            }
        }
    }

    /** Whether there was a line that no stream of events has. */
    boolean isStrange() {
        return strange;
    }

    private @Nullable Event dispatch() {
        var text = lines.isEmpty() ? data : lines.toString();
        var event = text == null ? null : new Event(name, text);
        data = null;
        lines.setLength(0);
        name = "";
        return event;
    }

    private void line(int from, int length) throws IOException {
        if (!begun) {
            begun = true;
            if (length >= 3 && bytes[from] == (byte) 0xEF && bytes[from + 1] == (byte) 0xBB) {
                from += 3;
                length -= 3;
            }
        }
        if (length > 0 && bytes[from] == '{') {
            append(text(from, length));
        } else if (isField(DATA, from, length)) {
            append(value(from + DATA.length, length - DATA.length));
        } else if (isField(EVENT, from, length)) {
            name = value(from + EVENT.length, length - EVENT.length);
        } else {
            strange |= isStrange(from, length);
        }
    }

    private boolean isStrange(int from, int length) {
        return length > 0
                && bytes[from] != ':'
                && !isField(ID, from, length)
                && !isField(RETRY, from, length);
    }

    private void append(String text) throws IOException {
        if (data == null) {
            data = text;
            return;
        }
        if (lines.isEmpty()) {
            lines.append(data);
        }
        if (lines.length() + text.length() > MAX_BYTES) {
            throw new TooLong();
        }
        lines.append('\n').append(text);
    }

    private boolean isField(byte[] field, int from, int length) {
        return length >= field.length
                && Arrays.equals(bytes, from, from + field.length, field, 0, field.length)
                && (length == field.length || bytes[from + field.length] == ':');
    }

    private String value(int from, int length) {
        var skip = length > 0 ? 1 : 0;
        if (length > 1 && bytes[from + 1] == ' ') {
            skip = 2;
        }
        return text(from + skip, length - skip);
    }

    private String text(int from, int length) {
        return new String(bytes, from, length, StandardCharsets.UTF_8);
    }

    /**
     * Where the line that begins at {@code start} ends; {@code scanned} is then behind its end. -1
     * at the end of the stream.
     */
    private int lineEnd() throws IOException {
        while (true) {
            if (skipLineFeed && scanned < end) {
                skipLineFeed = false;
                if (bytes[scanned] == '\n') {
                    scanned++;
                    start = scanned;
                }
            }
            for (var i = scanned; i < end; i++) {
                var b = bytes[i];
                if (b == '\n' || b == '\r') {
                    skipLineFeed = b == '\r';
                    scanned = i + 1;
                    return i;
                }
            }
            scanned = end;
            if (!fill()) {
                return lastLine();
            }
        }
    }

    /**
     * What the end of the stream left without a line end: a line if it looks whole, else it was cut
     * off and is nothing.
     */
    private int lastLine() {
        if (start < end && (bytes[end - 1] == '}' || bytes[end - 1] == ']')) {
            return end;
        }
        strange |=
                !isField(DATA, start, end - start)
                        && !isField(EVENT, start, end - start)
                        && isStrange(start, end - start);
        start = end;
        return -1;
    }

    private boolean fill() throws IOException {
        if (start == end) {
            start = 0;
            scanned = 0;
            end = 0;
        } else if (end == bytes.length) {
            makeRoom();
        }
        watch.waiting();
        var count = in.read(bytes, end, bytes.length - end);
        watch.busy();
        if (count > 0) {
            end += count;
            if (!isComment()) {
                watch.begin();
            }
        }
        return count >= 0;
    }

    /** Whether what has come says nothing but that the other side is there. */
    private boolean isComment() {
        return bytes[start] == ':' || bytes[start] == '\n' || bytes[start] == '\r';
    }

    private void makeRoom() throws IOException {
        if (start > 0) {
            System.arraycopy(bytes, start, bytes, 0, end - start);
            scanned -= start;
            end -= start;
            start = 0;
        } else if (bytes.length >= MAX_BYTES) {
            throw new TooLong();
        } else {
            bytes = Arrays.copyOf(bytes, bytes.length * 2);
        }
    }

    /** A line or an event without end. */
    static final class TooLong extends IOException {
        private static final long serialVersionUID = 1;

        TooLong() {
            super("longer than " + MAX_BYTES + " bytes");
        }
    }
}
