package runnel.http;

import java.nio.charset.StandardCharsets;
import java.util.Arrays;

/** Text written straight into UTF-8 bytes that grow as needed. Not thread-safe. */
final class Utf8Bytes {
    private static final byte[] HEX = "0123456789abcdef".getBytes(StandardCharsets.US_ASCII);
    private static final int SMALLEST = 64;

    private byte[] bytes;
    private int size;

    Utf8Bytes(int capacity) {
        bytes = new byte[Math.max(SMALLEST, capacity)];
    }

    int size() {
        return size;
    }

    void reset() {
        size = 0;
    }

    /** The bytes themselves, of which the first {@link #size} count. */
    byte[] array() {
        return bytes;
    }

    void put(char ascii) {
        ensure(1);
        bytes[size++] = (byte) ascii;
    }

    void put(byte[] more) {
        ensure(more.length);
        System.arraycopy(more, 0, bytes, size, more.length);
        size += more.length;
    }

    void text(String text) {
        text(text, 0, text.length());
    }

    /** By hand: mostly ASCII, and without an array in between. Lone surrogates become U+FFFD. */
    void text(String text, int from, int to) {
        ensure((to - from) * 3);
        var at = size;
        for (var i = from; i < to; i++) {
            var c = text.charAt(i);
            if (c < 0x80) {
                bytes[at++] = (byte) c;
            } else if (c < 0x800) {
                bytes[at++] = (byte) (0xC0 | c >> 6);
                bytes[at++] = (byte) (0x80 | c & 0x3F);
            } else if (Character.isHighSurrogate(c)
                    && i + 1 < to
                    && Character.isLowSurrogate(text.charAt(i + 1))) {
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
    }

    /** A JSON string literal. */
    void quoted(String text) {
        put('"');
        var plain = 0;
        for (var i = 0; i < text.length(); i++) {
            var c = text.charAt(i);
            if (c < ' ' || c == '"' || c == '\\') {
                text(text, plain, i);
                escape(c);
                plain = i + 1;
            }
        }
        text(text, plain, text.length());
        put('"');
    }

    /** In decimal digits. */
    void number(long number) {
        if (number < 0) {
            text(Long.toString(number));
            return;
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
    }

    @Override
    public String toString() {
        return new String(bytes, 0, size, StandardCharsets.UTF_8);
    }

    private void escape(char c) {
        put('\\');
        switch (c) {
            case '"', '\\' -> put(c);
            case '\n' -> put('n');
            case '\r' -> put('r');
            case '\t' -> put('t');
            default -> {
                text("u00");
                put((char) HEX[c >> 4]);
                put((char) HEX[c & 15]);
            }
        }
    }

    private void ensure(int more) {
        var needed = Math.addExact(size, more);
        if (needed > bytes.length) {
            bytes = Arrays.copyOf(bytes, Math.max(needed, bytes.length * 2));
        }
    }
}
