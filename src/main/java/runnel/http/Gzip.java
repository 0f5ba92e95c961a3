package runnel.http;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.util.zip.Deflater;
import java.util.zip.GZIPOutputStream;

/** Bodies packed for those who take them so. */
final class Gzip {
    /** Bytes below which packing gains nothing. */
    static final int WORTH_BYTES = 1 << 10;

    private Gzip() {}

    /** As small as it gets, for what is kept. */
    static byte[] small(byte[] bytes) {
        return pack(bytes, Deflater.BEST_COMPRESSION);
    }

    /** As fast as it gets, for what is sent once. */
    static byte[] fast(byte[] bytes) {
        return pack(bytes, Deflater.BEST_SPEED);
    }

    private static byte[] pack(byte[] bytes, int level) {
        var packed = new ByteArrayOutputStream(bytes.length / 3 + 64);
        try (var zip = new Stream(packed, level)) {
            zip.write(bytes);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return packed.toByteArray();
    }

    private static final class Stream extends GZIPOutputStream {
        Stream(OutputStream out, int level) throws IOException {
            super(out, 1 << 13);
            def.setLevel(level);
        }
    }
}
