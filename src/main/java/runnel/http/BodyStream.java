package runnel.http;

import io.helidon.common.buffers.DataReader;
import io.helidon.http.RequestException;
import io.helidon.webserver.CloseConnectionException;
import java.io.IOException;
import java.io.InputStream;
import runnel.base.Problem;

/** A request's body, with the library's exceptions made those that a reader of streams expects. */
final class BodyStream extends InputStream {
    private static final int TOO_LARGE = 413;
    private final InputStream in;
    private final Limits limits;

    BodyStream(InputStream in, Limits limits) {
        this.in = in;
        this.limits = limits;
    }

    @Override
    public int read() throws IOException {
        var one = new byte[1];
        return read(one, 0, 1) < 0 ? -1 : one[0] & 0xFF;
    }

    /** @throws Problem {@code body-too-large} beyond what the server takes at all */
    @Override
    public int read(byte[] bytes, int offset, int length) throws IOException {
        try {
            return in.read(bytes, offset, length);
        } catch (RequestException e) {
            if (e.status().code() == TOO_LARGE) {
                throw Request.tooLarge("> " + limits.uploadBytes(), limits.uploadBytes()).because(e);
            }
            throw new IOException(e);
        } catch (CloseConnectionException | DataReader.InsufficientDataAvailableException e) {
            throw new IOException(e);
        }
    }
}
