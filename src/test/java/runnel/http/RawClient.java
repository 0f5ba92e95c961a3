package runnel.http;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/** A client that says exactly the bytes it is told to, and shows exactly those that come back. */
final class RawClient implements AutoCloseable {
    private static final int TIMEOUT_MILLIS = 20_000;
    private final Socket socket = new Socket();
    private final InputStream in;

    /**
     * What came back: the first line, the headers, and the body as it was framed, already taken out
     * of its chunks.
     */
    @SuppressWarnings("ArrayRecordComponent")
    record Answer(int status, List<String> headers, byte[] body) {
        String text() {
            return new String(body, StandardCharsets.UTF_8);
        }

        String header(String name) {
            var values = headers(name);
            return values.isEmpty() ? "" : values.getFirst();
        }

        List<String> headers(String name) {
            var prefix = name.toLowerCase(Locale.ROOT) + ":";
            return headers.stream()
                    .filter(line -> line.toLowerCase(Locale.ROOT).startsWith(prefix))
                    .map(line -> line.substring(prefix.length()).strip())
                    .toList();
        }
    }

    RawClient(Server server) {
        this(server.port(), 0);
    }

    /**
     * @param receiveBytes of the socket's buffer; zero for the usual
     */
    RawClient(int port, int receiveBytes) {
        try {
            if (receiveBytes > 0) {
                socket.setReceiveBufferSize(receiveBytes);
            }
            socket.connect(new InetSocketAddress(InetAddress.getLoopbackAddress(), port));
            socket.setSoTimeout(TIMEOUT_MILLIS);
            in = socket.getInputStream();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** One request without further headers than {@code Host} and those given, and its answer. */
    static Answer get(Server server, String path, String... headers) {
        return ask(server, "GET", path, "", headers);
    }

    static Answer ask(Server server, String method, String path, String body, String... headers) {
        try (var client = new RawClient(server)) {
            var bytes = body.getBytes(StandardCharsets.UTF_8);
            client.send(
                    method
                            + ' '
                            + path
                            + " HTTP/1.1\r\n"
                            + lines(server, headers)
                            + (bytes.length > 0 ? "Content-Length: " + bytes.length + "\r\n" : "")
                            + "\r\n");
            client.send(bytes);
            return client.answer(method.equals("HEAD"));
        }
    }

    private static String lines(Server server, String... headers) {
        var own = List.of(headers).stream().anyMatch(line -> line.startsWith("Host:"));
        var lines = own ? "" : "Host: localhost:" + server.port() + "\r\n";
        return lines + (headers.length == 0 ? "" : String.join("\r\n", headers) + "\r\n");
    }

    RawClient send(String text) {
        return send(text.getBytes(StandardCharsets.UTF_8));
    }

    RawClient send(byte[] bytes) {
        try {
            socket.getOutputStream().write(bytes);
            return this;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** Asks for a path without waiting for anything. */
    RawClient request(String path, String... headers) {
        return send(
                "GET "
                        + path
                        + " HTTP/1.1\r\nHost: localhost\r\n"
                        + String.join(
                                "", List.of(headers).stream().map(line -> line + "\r\n").toList())
                        + "\r\n");
    }

    Answer answer() {
        return answer(false);
    }

    Answer answer(boolean headOnly) {
        var status = line();
        var headers = head();
        var answer = new Answer(Integer.parseInt(status.split(" ")[1]), headers, new byte[0]);
        if (headOnly) {
            return answer;
        }
        var body = new ByteArrayOutputStream();
        if (answer.header("Transfer-Encoding").equals("chunked")) {
            for (var chunk = chunk(); chunk.length > 0; chunk = chunk()) {
                body.writeBytes(chunk);
            }
        } else if (!answer.header("Content-Length").isEmpty()) {
            body.writeBytes(bytes(Integer.parseInt(answer.header("Content-Length"))));
        }
        return new Answer(answer.status, headers, body.toByteArray());
    }

    /** The headers up to the empty line. */
    List<String> head() {
        var headers = new ArrayList<String>();
        for (var line = line(); !line.isEmpty(); line = line()) {
            headers.add(line);
        }
        return headers;
    }

    /** One chunk, which is what the server wrote at once; empty for the last one. */
    byte[] chunk() {
        var bytes = bytes(Integer.parseInt(line(), 16));
        if (!line().isEmpty()) {
            throw new AssertionError("a chunk without end");
        }
        return bytes;
    }

    String line() {
        var line = new ByteArrayOutputStream();
        for (var b = read(); b != '\n'; b = read()) {
            if (b < 0) {
                throw new AssertionError("the connection ended after: " + line);
            }
            line.write(b);
        }
        var text = line.toString(StandardCharsets.UTF_8);
        if (!text.endsWith("\r")) {
            throw new AssertionError("a bare line feed after: " + text);
        }
        return text.substring(0, text.length() - 1);
    }

    byte[] bytes(int count) {
        try {
            var bytes = in.readNBytes(count);
            if (bytes.length < count) {
                throw new AssertionError("the connection ended");
            }
            return bytes;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** The next byte, or -1 at the end of the connection, however it came. */
    int read() {
        try {
            return in.read();
        } catch (java.net.SocketTimeoutException e) {
            throw new UncheckedIOException(e);
        } catch (IOException e) {
            return -1;
        }
    }

    boolean isEnded() {
        return read() < 0;
    }

    /** Closes so that the other side gets a reset instead of an orderly end. */
    void reset() {
        try {
            socket.setSoLinger(true, 0);
            socket.close();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    @Override
    public void close() {
        try {
            socket.close();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
