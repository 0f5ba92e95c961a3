package runnel.testkit;

import java.io.BufferedInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.atomic.AtomicInteger;

/**
 * An HTTP server on a raw socket that answers each request by the next script, and every further
 * one by the last.
 *
 * <p>Speaks HTTP/1.1 with keep-alive; records what it was asked, and each script can await the
 * moment the client closes.
 */
public final class FakeUpstream implements AutoCloseable {
    private final ServerSocket server;
    private final Thread acceptor;
    private final List<Script> scripts;
    private final AtomicInteger played = new AtomicInteger();
    private final AtomicInteger connections = new AtomicInteger();
    private final List<Request> requests = new CopyOnWriteArrayList<>();
    private final Set<Socket> open = ConcurrentHashMap.newKeySet();

    /** Plays one answer; whatever it throws ends the connection. */
    public interface Script {
        void play(Line line) throws Exception;
    }

    /**
     * @param headers names in lower case
     */
    public record Request(
            int connection, String method, String path, Map<String, String> headers, String body) {}

    public FakeUpstream(Script... scripts) {
        this.scripts = List.of(scripts);
        try {
            server = new ServerSocket(0, 1024, InetAddress.getLoopbackAddress());
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        // A virtual thread in accept() may leave the port open for a while after close().
        acceptor = Thread.ofPlatform().daemon().start(this::accept);
    }

    public int port() {
        return server.getLocalPort();
    }

    public String url() {
        return "http://127.0.0.1:" + port() + "/v1";
    }

    public List<Request> requests() {
        return List.copyOf(requests);
    }

    public int connections() {
        return connections.get();
    }

    @Override
    public void close() throws IOException, InterruptedException {
        server.close();
        acceptor.join(1_000);
        for (var socket : open) {
            socket.close();
        }
    }

    private void accept() {
        while (!server.isClosed()) {
            try {
                var socket = server.accept();
                socket.setTcpNoDelay(true);
                open.add(socket);
                var number = connections.incrementAndGet();
                Thread.ofVirtual().start(() -> serve(socket, number));
            } catch (IOException e) {
                return;
            }
        }
    }

    private void serve(Socket socket, int number) {
        try (socket) {
            var line = new Line(socket, new BufferedInputStream(socket.getInputStream()));
            for (var request = read(line, number);
                    request.isPresent();
                    request = read(line, number)) {
                requests.add(request.get());
                line.request = request.get();
                scripts.get(Math.min(played.getAndIncrement(), scripts.size() - 1)).play(line);
            }
        } catch (Exception e) {
            // The client left or the script hung up: both are what a test arranged.
        } finally {
            open.remove(socket);
        }
    }

    /** The next request; empty when the client has closed. */
    private static Optional<Request> read(Line line, int connection) throws IOException {
        var first = line.readLine();
        if (first.isEmpty()) {
            return Optional.empty();
        }
        var headers = new TreeMap<String, String>();
        for (var header = line.readLine(); !header.isEmpty(); header = line.readLine()) {
            var colon = header.indexOf(':');
            headers.put(
                    header.substring(0, colon).toLowerCase(Locale.ROOT),
                    header.substring(colon + 1).strip());
        }
        var length = Integer.parseInt(headers.getOrDefault("content-length", "0"));
        var body = new String(line.in.readNBytes(length), StandardCharsets.UTF_8);
        var words = first.split(" ");
        return Optional.of(new Request(connection, words[0], words[1], headers, body));
    }

    /** The server's end of one connection. */
    public static final class Line {
        private final Socket socket;
        private final BufferedInputStream in;
        private Request request = new Request(0, "", "", Map.of(), "");

        private Line(Socket socket, BufferedInputStream in) {
            this.socket = socket;
            this.in = in;
        }

        /** What is being answered. */
        public Request request() {
            return request;
        }

        /** A whole answer with its length. */
        public void answer(int status, String type, String body, String... headers)
                throws IOException {
            var bytes = body.getBytes(StandardCharsets.UTF_8);
            var head =
                    new StringBuilder(
                            "HTTP/1.1 " + status + " Scripted\r\nContent-Type: " + type + "\r\n");
            for (var header : headers) {
                head.append(header).append("\r\n");
            }
            bytes(
                    head.append("Content-Length: ")
                            .append(bytes.length)
                            .append("\r\n\r\n")
                            .toString());
            bytes(bytes);
        }

        /** The head of a stream, whose pieces are chunks. */
        public Line head() throws IOException {
            return head("text/event-stream");
        }

        /** The head of a stream of another kind. */
        public Line head(String type) throws IOException {
            return bytes(
                    "HTTP/1.1 200 OK\r\nContent-Type: %s\r\nTransfer-Encoding: chunked\r\n\r\n"
                            .formatted(type));
        }

        /** The head of a stream that ends with the connection. */
        public Line headUntilClose() throws IOException {
            bytes(
                    "HTTP/1.1 200 OK\r\nContent-Type: text/event-stream\r\nConnection: close\r\n\r\n");
            return this;
        }

        public Line chunk(String text) throws IOException {
            return chunk(text.getBytes(StandardCharsets.UTF_8));
        }

        public Line chunk(byte[] part) throws IOException {
            var all = new ByteArrayOutputStream();
            all.writeBytes(
                    (Integer.toHexString(part.length) + "\r\n")
                            .getBytes(StandardCharsets.US_ASCII));
            all.writeBytes(part);
            all.writeBytes(new byte[] {'\r', '\n'});
            return bytes(all.toByteArray());
        }

        public Line event(String data) throws IOException {
            return chunk("data: " + data + "\n\n");
        }

        public Line text(String... pieces) throws IOException {
            for (var piece : pieces) {
                event(Chunks.text(piece));
            }
            return this;
        }

        /** The reason to finish, the end mark and the end of the body. */
        public Line finish(String reason) throws IOException {
            return event(Chunks.finish(reason)).event("[DONE]").end();
        }

        public Line end() throws IOException {
            return bytes("0\r\n\r\n");
        }

        public Line bytes(String text) throws IOException {
            return bytes(text.getBytes(StandardCharsets.UTF_8));
        }

        public Line bytes(byte[] part) throws IOException {
            socket.getOutputStream().write(part);
            return this;
        }

        public Line pause(int millis) throws InterruptedException {
            Thread.sleep(millis);
            return this;
        }

        /** Breaks the connection off with a reset. */
        public void reset() throws IOException {
            socket.setSoLinger(true, 0);
            socket.close();
        }

        public void close() throws IOException {
            socket.close();
        }

        /** Waits until the client closes and gives the moment in {@link System#nanoTime}. */
        public long awaitClosed() {
            try {
                while (in.read() >= 0) {
                    // Whatever it still sends.
                }
            } catch (IOException e) {
                // A reset is a close too.
            }
            return System.nanoTime();
        }

        private String readLine() throws IOException {
            var line = new ByteArrayOutputStream();
            for (var b = in.read(); b >= 0 && b != '\n'; b = in.read()) {
                if (b != '\r') {
                    line.write(b);
                }
            }
            return line.toString(StandardCharsets.UTF_8);
        }
    }
}
