package runnel.http;

import io.helidon.common.socket.SocketWriterException;
import io.helidon.http.HeaderNames;
import io.helidon.http.HeaderValues;
import io.helidon.http.Status;
import io.helidon.http.http2.Http2Exception;
import io.helidon.webserver.CloseConnectionException;
import io.helidon.webserver.http.RoutingRequest;
import io.helidon.webserver.http.RoutingResponse;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** An exchange as the HTTP library carries it. */
final class LibraryExchange implements Exchange {
    /** A colon, a space and the end of the line. */
    private static final int HEADER_EXTRA_BYTES = 4;

    private final Connection connection;
    private final RoutingRequest request;
    private final RoutingResponse response;
    private final Target target;
    private @Nullable OutputStream out;
    private boolean hangsUp;

    LibraryExchange(Connection connection, RoutingRequest request, RoutingResponse response) {
        this.connection = connection;
        this.request = request;
        this.response = response;
        this.target = Target.of(request.prologue().uriPath().rawPath());
        this.hangsUp =
                !connection.isMultiplexed()
                        && request.headers().containsToken(HeaderValues.CONNECTION_CLOSE);
    }

    /** Has the request answered, and hangs up where that broke off in the middle. */
    void serve(Dispatcher dispatcher) {
        var complete = false;
        try {
            complete = dispatcher.serve(this);
        } finally {
            connection.forget(request.id());
        }
        if (!complete || hangsUp) {
            throw new CloseConnectionException("no further requests");
        }
        if (!connection.isMultiplexed()) {
            skipBody();
        }
    }

    /**
     * Reads what the handler left of the body, while it still counts as this request and not as the
     * head of the next.
     */
    private void skipBody() {
        try {
            if (request.content().hasEntity() && !request.content().consumed()) {
                request.content().consume();
            }
        } catch (RuntimeException e) {
            throw new CloseConnectionException("the body did not end", e);
        }
    }

    @Override
    public String method() {
        return request.prologue().method().text();
    }

    @Override
    public String path() {
        return target.path();
    }

    @Override
    public String query() {
        return request.prologue().query().rawValue();
    }

    @Override
    public List<String> headers(String name) {
        if (name.equals("Host") && target.authority().isPresent()) {
            return List.of(target.authority().get());
        }
        return request.headers().all(HeaderNames.create(name), List::of);
    }

    @Override
    public int headerBytes() {
        var bytes = 0;
        for (var header : request.headers()) {
            for (var value : header.allValues()) {
                bytes += header.name().length() + value.length() + HEADER_EXTRA_BYTES;
            }
        }
        return bytes;
    }

    @Override
    public boolean isSecure() {
        return connection.isSecure();
    }

    @Override
    public String remote() {
        return connection.remote();
    }

    @Override
    public boolean hasBody() {
        return request.content().hasEntity();
    }

    @Override
    public InputStream body() {
        return new BodyStream(
                request.content().inputStream(), this, connection.limits().uploadBytes());
    }

    @Override
    public void send(int status, Head head, byte[] body) throws IOException {
        start(status, head);
        run(() -> {
            if (isHead()) {
                response.headers().contentLength(body.length);
                response.send(new byte[0]);
            } else {
                response.send(body);
            }
        });
    }

    @Override
    public void open(int status, Head head, byte[] first) throws IOException {
        start(status, head);
        if (isHead()) {
            // The client takes what follows for the next answer.
            out = OutputStream.nullOutputStream();
            run(() -> response.send(new byte[0]));
            return;
        }
        run(() -> {
            connection.carryEvents();
            var stream = response.outputStream();
            out = stream;
            stream.write(first);
            stream.flush();
        });
        // They are sent, and would be kept for as long as the stream is open.
        response.headers().clear();
    }

    @Override
    public void write(byte[] bytes, int offset, int length) throws IOException {
        var stream = out;
        if (stream == null) {
            throw new IllegalStateException("not open");
        }
        if (connection.isAbandoned(request.id())) {
            throw new IOException("the client abandoned the stream");
        }
        run(() -> stream.write(bytes, offset, length));
    }

    @Override
    public void onLeave(Runnable action) {
        if (connection.isMultiplexed()) {
            connection.onAbandon(request.id(), action);
        } else if (!request.content().hasEntity() || request.content().consumed()) {
            connection.onEnd(action);
        }
    }

    @Override
    public void end() throws IOException {
        if (!isHead()) {
            run(response::commit);
        }
    }

    @Override
    public void hangUp() {
        if (!connection.isMultiplexed()) {
            hangsUp = true;
            response.headers().set(HeaderValues.CONNECTION_CLOSE);
        }
    }

    private boolean isHead() {
        return method().equals("HEAD");
    }

    private void start(int status, Head head) {
        response.status(Status.create(status, Reasons.of(status)));
        head.forEach((name, value) ->
                response.headers().add(HeaderValues.createCached(HeaderNames.create(name), value)));
    }

    /** The library reports a client that left in many ways. */
    private static void run(Sending sending) throws IOException {
        try {
            sending.run();
        } catch (CloseConnectionException
                | UncheckedIOException
                | SocketWriterException
                | Http2Exception e) {
            throw new IOException(e);
        } catch (IllegalStateException e) {
            if (e.getCause() instanceof InterruptedException) {
                throw new IOException(e);
            }
            throw e;
        }
    }

    @FunctionalInterface
    private interface Sending {
        void run() throws IOException;
    }
}
