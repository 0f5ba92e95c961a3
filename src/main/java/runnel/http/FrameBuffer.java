package runnel.http;

import java.nio.charset.StandardCharsets;
import java.util.Arrays;

/**
 * Writes frames of server-sent events into bytes that grow as needed.
 *
 * <p>A frame is {@code id}, {@code event} and {@code data} lines and {@link #end}. Text may hold any line ends: each
 * line becomes a data line of its own, so that no text can forge a field or another frame. To write JSON without an
 * intermediate string, {@link #open} a data line and add {@link #raw}, {@link #quoted} and {@link #number} pieces.
 * Reusable after {@link #reset}; not thread-safe. A reader that waits should hold none.
 */
public final class FrameBuffer {
    /** Sent while a stream is silent. */
    public static final byte[] HEARTBEAT = ascii(": hb\n\n");

    private static final byte[] ID = ascii("id: ");
    private static final byte[] EVENT = ascii("event: ");
    private static final byte[] DATA = ascii("data: ");
    private static final byte[] COMMENT = ascii(": ");
    private static final byte[] RETRY = ascii("retry: ");
    private static final byte[] HEX = ascii("0123456789abcdef");
    private static final int SMALLEST = 64;

    private byte[] bytes;
    private int size;
    private boolean lineOpen;

    public FrameBuffer() {
        this(512);
    }

    public FrameBuffer(int capacity) {
        bytes = new byte[Math.max(SMALLEST, capacity)];
    }

    /** The cursor that a client gives back as {@code Last-Event-ID}. */
    public FrameBuffer id(long seq) {
        return put(ID).number(seq).newline();
    }

    /** @param id of letters, digits and {@code - _ . :} only, so that it is safe as a header */
    public FrameBuffer id(String id) {
        for (var i = 0; i < id.length(); i++) {
            var c = id.charAt(i);
            if (!(c >= 'a' && c <= 'z' || c >= 'A' && c <= 'Z' || c >= '0' && c <= '9' || "-_.:".indexOf(c) >= 0)) {
                throw new IllegalArgumentException("not an event id: " + id);
            }
        }
        return put(ID).text(id, 0, id.length()).newline();
    }

    public FrameBuffer event(String name) {
        return put(EVENT).line(name);
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
        return put(RETRY).number(millis).newline();
    }

    /** Begins a data line that pieces are added to. */
    public FrameBuffer open() {
        put(DATA);
        lineOpen = true;
        return this;
    }

    /** Adds text as it is to the open line; it must not contain line ends. */
    public FrameBuffer raw(String text) {
        checkLine(text);
        return text(text, 0, text.length());
    }

    /** Adds a JSON string literal to the open line. */
    public FrameBuffer quoted(String text) {
        put('"');
        var plain = 0;
        for (var i = 0; i < text.length(); i++) {
            var c = text.charAt(i);
            if (c < ' ' || c == '"' || c == '\\') {
                text(text, plain, i).escape(c);
                plain = i + 1;
            }
        }
        return text(text, plain, text.length()).put('"');
    }

    /** Adds a number in decimal digits to the open line. */
    public FrameBuffer number(long number) {
        if (number < 0) {
            return text(Long.toString(number), 0, Long.toString(number).length());
        }
        var digits = 1;
        for (var rest = number / 10; rest > 0; rest /= 10) {
            digits++;
        }
        ensure(digits);
        size += digits;
        var rest = number;
        for (var at = size - 1; at >= size - digits; at--) {
            bytes[at] = (byte) ('0' + rest % 10);
            rest /= 10;
        }
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
        return put(ready);
    }

    /** How many bytes were written since the last reset. */
    public int size() {
        return size;
    }

    public boolean isEmpty() {
        return size == 0;
    }

    public FrameBuffer reset() {
        size = 0;
        lineOpen = false;
        return this;
    }

    /** A copy of what was written. */
    public byte[] toBytes() {
        return Arrays.copyOf(bytes, size);
    }

    /** The bytes themselves, of which the first {@link #size} count. */
    byte[] array() {
        return bytes;
    }

    @Override
    public String toString() {
        return new String(bytes, 0, size, StandardCharsets.UTF_8);
    }

    private FrameBuffer lines(byte[] field, String text) {
        var start = 0;
        for (var i = 0; i < text.length(); i++) {
            var c = text.charAt(i);
            if (c == '\n' || c == '\r') {
                put(field).text(text, start, i).newline();
                if (c == '\r' && i + 1 < text.length() && text.charAt(i + 1) == '\n') {
                    i++;
                }
                start = i + 1;
            }
        }
        return put(field).text(text, start, text.length()).newline();
    }

    private FrameBuffer line(String text) {
        checkLine(text);
        return text(text, 0, text.length()).newline();
    }

    private static void checkLine(String text) {
        if (text.indexOf('\n') >= 0 || text.indexOf('\r') >= 0) {
            throw new IllegalArgumentException("a line end inside a line");
        }
    }

    /** UTF-8 by hand: mostly ASCII, and without an array in between. Lone surrogates become U+FFFD. */
    private FrameBuffer text(String text, int from, int to) {
        ensure(to - from);
        var at = size;
        var i = from;
        for (; i < to && text.charAt(i) < 0x80; i++) {
            bytes[at++] = (byte) text.charAt(i);
        }
        size = at;
        return i == to ? this : wide(text, i, to);
    }

    private FrameBuffer wide(String text, int from, int to) {
        ensure((to - from) * 3);
        var at = size;
        for (var i = from; i < to; i++) {
            var c = text.charAt(i);
            if (c < 0x80) {
                bytes[at++] = (byte) c;
            } else if (c < 0x800) {
                bytes[at++] = (byte) (0xC0 | c >> 6);
                bytes[at++] = (byte) (0x80 | c & 0x3F);
            } else if (Character.isHighSurrogate(c) && i + 1 < to && Character.isLowSurrogate(text.charAt(i + 1))) {
                var point = Character.toCodePoint(c, text.charAt(++i));
                bytes[at++] = (byte) (0xF0 | point >> 18);
                bytes[at++] = (byte) (0x80 | point >> 12 & 0x3F);
                bytes[at++] = (byte) (0x80 | point >> 6 & 0x3F);
                bytes[at++] = (byte) (0x80 | point & 0x3F);
            } else {
                var known = Character.isSurrogate(c) ? '\uFFFD' : c;
                bytes[at++] = (byte) (0xE0 | known >> 12);
                bytes[at++] = (byte) (0x80 | known >> 6 & 0x3F);
                bytes[at++] = (byte) (0x80 | known & 0x3F);
            }
        }
        size = at;
        return this;
    }

    private void escape(char c) {
        put('\\');
        switch (c) {
            case '"', '\\' -> put(c);
            case '\n' -> put('n');
            case '\r' -> put('r');
            case '\t' -> put('t');
            default -> text("u00", 0, 3).put((char) HEX[c >> 4]).put((char) HEX[c & 15]);
        }
    }

    private FrameBuffer newline() {
        return put('\n');
    }

    private FrameBuffer put(char ascii) {
        ensure(1);
        bytes[size++] = (byte) ascii;
        return this;
    }

    private FrameBuffer put(byte[] more) {
        ensure(more.length);
        System.arraycopy(more, 0, bytes, size, more.length);
        size += more.length;
        return this;
    }

    private void ensure(int more) {
        var needed = Math.addExact(size, more);
        if (needed > bytes.length) {
            bytes = Arrays.copyOf(bytes, Math.max(needed, bytes.length * 2));
        }
    }

    private static byte[] ascii(String text) {
        return text.getBytes(StandardCharsets.US_ASCII);
    }
}
