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
    private final Exchange exchange;
    private final int limitBytes;

    BodyStream(InputStream in, Exchange exchange, int limitBytes) {
        this.in = in;
        this.exchange = exchange;
        this.limitBytes = limitBytes;
    }

    @Override
    public int read() throws IOException {
        var one = new byte[1];
        return read(one, 0, 1) < 0 ? -1 : one[0] & 0xFF;
    }

    /**
     * @throws Problem {@code body-too-large} beyond what the server takes at all, {@code
     *     request-malformed}
     */
    @Override
    public int read(byte[] bytes, int offset, int length) throws IOException {
        try {
            return in.read(bytes, offset, length);
        } catch (CloseConnectionException | DataReader.InsufficientDataAvailableException e) {
            exchange.hangUp();
            throw new IOException(e);
        } catch (Problem e) {
            exchange.hangUp();
            throw e;
        } catch (RuntimeException e) {
            // Where the body ends, and another request begins, is not known any more.
            exchange.hangUp();
            throw problem(e);
        }
    }

    private Problem problem(RuntimeException e) {
        return e instanceof RequestException refused && refused.status().code() == TOO_LARGE
                ? Request.tooLarge("> " + limitBytes, limitBytes).because(e)
                : new Problem(Problem.Kind.INVALID, "request-malformed").because(e);
    }
}
