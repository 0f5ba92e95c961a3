package runnel.http;

import java.io.ByteArrayOutputStream;

/**
 * Writes the first line of a request the way the standard wants it: what clients put raw into an
 * address becomes percent escapes.
 *
 * <p>Browsers leave braces and bars as they are, and people type addresses in their own language
 * into programs that send them as they stand; the HTTP library takes neither. Used by the thread
 * that reads.
 */
final class RequestLine {
    private static final String RAW = "\"<>[\\]^`{|}";
    private static final char[] HEX = "0123456789ABCDEF".toCharArray();

    private boolean over;

    /** A new request begins. */
    void begin() {
        over = false;
    }

    /**
     * Takes the next bytes of the head of a request, and gives them back with the first line in
     * order.
     */
    byte[] put(byte[] bytes) {
        if (over) {
            return bytes;
        }
        var end = end(bytes);
        for (var i = 0; i < end; i++) {
            if (isRaw(bytes[i])) {
                return escaped(bytes, i, end);
            }
        }
        return bytes;
    }

    private int end(byte[] bytes) {
        for (var i = 0; i < bytes.length; i++) {
            if (bytes[i] == '\n') {
                over = true;
                return i;
            }
        }
        return bytes.length;
    }

    private static byte[] escaped(byte[] bytes, int first, int end) {
        var out = new ByteArrayOutputStream(bytes.length + 64);
        out.write(bytes, 0, first);
        for (var i = first; i < end; i++) {
            if (isRaw(bytes[i])) {
                out.write('%');
                out.write(HEX[bytes[i] >> 4 & 15]);
                out.write(HEX[bytes[i] & 15]);
            } else {
                out.write(bytes[i]);
            }
        }
        out.write(bytes, end, bytes.length - end);
        return out.toByteArray();
    }

    // Control characters too: the library takes some of them for a failure of its own.
    private static boolean isRaw(byte b) {
        return b < ' ' && b != '\r' || b == 0x7F || RAW.indexOf(b) >= 0;
    }
}
