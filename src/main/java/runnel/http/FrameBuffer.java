package runnel.http;

import java.nio.charset.StandardCharsets;
import java.util.Arrays;

/**
 * Writes frames of server-sent events into bytes that grow as needed.
 *
 * <p>A frame is {@code id}, {@code event} and {@code data} lines and {@link #end}. Text may hold
 * any line ends: each line becomes a data line of its own, so that no text can forge a field or
 * another frame. To write JSON without an intermediate string, {@link #open} a data line and add
 * {@link #raw}, {@link #quoted} and {@link #number} pieces. Reusable after {@link #reset}; not
 * thread-safe. A reader that waits should hold none.
 */
public final class FrameBuffer {
    /** Sent while a stream is silent. */
    public static final byte[] HEARTBEAT = ascii(": hb\n\n");

    private static final byte[] ID = ascii("id: ");
    private static final byte[] EVENT = ascii("event: ");
    private static final byte[] DATA = ascii("data: ");
    private static final byte[] COMMENT = ascii(": ");
    private static final byte[] RETRY = ascii("retry: ");
    private static final int USUAL_BYTES = 512;

    private final Utf8Bytes out;
    private boolean lineOpen;

    public FrameBuffer() {
        this(USUAL_BYTES);
    }

    public FrameBuffer(int capacity) {
        out = new Utf8Bytes(capacity);
    }

    /** The cursor that a client gives back as {@code Last-Event-ID}. */
    public FrameBuffer id(long seq) {
        out.put(ID);
        out.number(seq);
        return newline();
    }

    /**
     * @param id of letters, digits and {@code - _ . :} only, so that it is safe as a header
     */
    public FrameBuffer id(String id) {
        for (var i = 0; i < id.length(); i++) {
            var c = id.charAt(i);
            if (!(c >= 'a' && c <= 'z'
                    || c >= 'A' && c <= 'Z'
                    || c >= '0' && c <= '9'
                    || "-_.:".indexOf(c) >= 0)) {
                throw new IllegalArgumentException("not an event id: " + id);
            }
        }
        return line(ID, id, 0, id.length());
    }

    public FrameBuffer event(String name) {
        checkLine(name);
        return line(EVENT, name, 0, name.length());
    }

    /** Data lines for any text; an empty text is one empty line. */
    public FrameBuffer data(String text) {
        return lines(DATA, text);
    }

    /** A line that clients skip. */
    public FrameBuffer comment(String text) {
        return lines(COMMENT, text);
    }

    /** How long a client shall wait before it comes again. */
    public FrameBuffer retry(int millis) {
        out.put(RETRY);
        out.number(millis);
        return newline();
    }

    /** Begins a data line that pieces are added to. */
    public FrameBuffer open() {
        out.put(DATA);
        lineOpen = true;
        return this;
    }

    /** Adds text as it is to the open line; it must not contain line ends. */
    public FrameBuffer raw(String text) {
        checkLine(text);
        out.text(text);
        return this;
    }

    /** Adds a JSON string literal to the open line. */
    public FrameBuffer quoted(String text) {
        out.quoted(text);
        return this;
    }

    /** Adds a number in decimal digits to the open line. */
    public FrameBuffer number(long number) {
        out.number(number);
        return this;
    }

    /** Ends the frame: only now will a client see it. */
    public FrameBuffer end() {
        if (lineOpen) {
            newline();
            lineOpen = false;
        }
        return newline();
    }

    /** Adds bytes that are whole frames already. */
    public FrameBuffer frames(byte[] ready) {
        out.put(ready);
        return this;
    }

    /** How many bytes were written since the last reset. */
    public int size() {
        return out.size();
    }

    public boolean isEmpty() {
        return out.size() == 0;
    }

    public FrameBuffer reset() {
        out.reset();
        lineOpen = false;
        return this;
    }

    /** A copy of what was written. */
    public byte[] toBytes() {
        return Arrays.copyOf(out.array(), out.size());
    }

    /** The bytes themselves, of which the first {@link #size} count. */
    byte[] array() {
        return out.array();
    }

    @Override
    public String toString() {
        return out.toString();
    }

    private FrameBuffer lines(byte[] field, String text) {
        var start = 0;
        for (var i = 0; i < text.length(); i++) {
            var c = text.charAt(i);
            if (c == '\n' || c == '\r') {
                line(field, text, start, i);
                if (c == '\r' && i + 1 < text.length() && text.charAt(i + 1) == '\n') {
                    i++;
                }
                start = i + 1;
            }
        }
        return line(field, text, start, text.length());
    }

    private FrameBuffer line(byte[] field, String text, int from, int to) {
        out.put(field);
        out.text(text, from, to);
        return newline();
    }

    private FrameBuffer newline() {
        out.put('\n');
        return this;
    }

    private static void checkLine(String text) {
        if (text.indexOf('\n') >= 0 || text.indexOf('\r') >= 0) {
            throw new IllegalArgumentException("a line end inside a line");
        }
    }

    private static byte[] ascii(String text) {
        return text.getBytes(StandardCharsets.US_ASCII);
    }
}
