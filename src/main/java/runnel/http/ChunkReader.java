package runnel.http;

import io.helidon.common.buffers.BufferData;
import io.helidon.common.buffers.DataReader;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;
import runnel.base.Problem;

/**
 * What a connection brings, as the library reads it. Of bodies that come in chunks it leaves what
 * the library understands: sizes and data. What clients may add to them (extensions, trailers; RFC
 * 9112, 7.1) is read over, within a limit.
 *
 * <p>The library reads by line in such bodies only. Used by one thread at a time.
 */
final class ChunkReader extends DataReader {
    private int extraBytes;
    private boolean inData;
    private boolean inTrailers;

    @SuppressWarnings("removal") // The other way to make one makes no subclass.
    ChunkReader(Supplier<byte @Nullable []> source) {
        super(source);
    }

    /** The size of the next chunk; after the last one, the empty line that ends the body. */
    @Override
    public String readLine() {
        if (inTrailers) {
            skipTrailers();
            return "";
        }
        var line = line();
        var extension = line.indexOf(';');
        var size = (extension < 0 ? line : line.substring(0, extension)).stripTrailing();
        count(line.length() - size.length());
        if (size.isEmpty() || !size.chars().allMatch(ChunkReader::isDigit)) {
            throw malformed();
        }
        inTrailers = size.chars().allMatch(digit -> digit == '0');
        inData = !inTrailers;
        return size;
    }

    /** A chunk's data, which a line end must follow: else where it ends is a matter of opinion. */
    @Override
    public BufferData readBuffer(int length) {
        var data = super.readBuffer(length);
        if (inData && !startsWithNewLine()) {
            throw malformed();
        }
        inData = false;
        return data;
    }

    private void skipTrailers() {
        for (var line = line(); !line.isEmpty(); line = line()) {
            if (line.indexOf(':') < 1) {
                throw malformed();
            }
            count(line.length());
        }
        inTrailers = false;
        extraBytes = 0;
    }

    private String line() {
        var longest = Limits.CHUNK_EXTRA_BYTES + Limits.CHUNK_SIZE_BYTES;
        var length = findNewLine(longest);
        if (length == longest) {
            throw tooMuch();
        }
        var line = length == 0 ? "" : readAsciiString(length);
        skip(2);
        if (line.indexOf('\n') >= 0) {
            throw malformed();
        }
        return line;
    }

    private void count(int bytes) {
        extraBytes += bytes;
        if (extraBytes > Limits.CHUNK_EXTRA_BYTES) {
            throw tooMuch();
        }
    }

    private static boolean isDigit(int c) {
        return c >= '0' && c <= '9' || c >= 'a' && c <= 'f' || c >= 'A' && c <= 'F';
    }

    private static Problem malformed() {
        return new Problem(Problem.Kind.INVALID, "request-malformed");
    }

    private static Problem tooMuch() {
        return new Problem(
                Problem.Kind.HEAD_TOO_LARGE, "chunk-extras-too-large", Limits.CHUNK_EXTRA_BYTES);
    }
}
