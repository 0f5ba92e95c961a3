package runnel.testkit;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.net.Socket;
import java.net.SocketException;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;

/**
 * Sends one request byte by byte as told, also what no decent client would send, and reads the
 * answer.
 */
public final class RawHttp {
    private static final int PATIENCE_MILLIS = 20_000;

    private RawHttp() {}

    /**
     * @param headers names in lower case
     */
    public record Reply(int status, Map<String, String> headers, String body) {}

    /**
     * @param head request line and headers without the closing empty line; {@code Host} is added
     *     where it is missing
     * @param body its length is added as a header where it is not empty
     */
    public static Reply send(String url, String head, byte[] body) throws IOException {
        var address = URI.create(url);
        try (var socket = new Socket(address.getHost(), address.getPort())) {
            socket.setSoTimeout(PATIENCE_MILLIS);
            var lines = new StringBuilder(head.strip().replace("\n", "\r\n")).append("\r\n");
            if (!head.contains("\nHost:")) {
                lines.append("Host: ").append(address.getAuthority()).append("\r\n");
            }
            lines.append("Connection: close\r\nContent-Length: ")
                    .append(body.length)
                    .append("\r\n\r\n");
            try {
                socket.getOutputStream().write(lines.toString().getBytes(StandardCharsets.UTF_8));
                socket.getOutputStream().write(body);
            } catch (SocketException e) {
                // The server may refuse before it has read everything; its answer is what counts.
            }
            return read(socket.getInputStream());
        }
    }

    private static Reply read(InputStream in) throws IOException {
        var status = Integer.parseInt(line(in).split(" ")[1]);
        var headers = new TreeMap<String, String>();
        for (var line = line(in); !line.isEmpty(); line = line(in)) {
            var colon = line.indexOf(':');
            headers.put(
                    line.substring(0, colon).toLowerCase(Locale.ROOT),
                    line.substring(colon + 1).strip());
        }
        var length = Integer.parseInt(headers.getOrDefault("content-length", "0"));
        return new Reply(
                status, headers, new String(in.readNBytes(length), StandardCharsets.UTF_8));
    }

    private static String line(InputStream in) throws IOException {
        var line = new ByteArrayOutputStream();
        for (var b = in.read(); b != '\n'; b = in.read()) {
            if (b < 0) {
                throw new IOException("the connection ended after " + line);
            }
            if (b != '\r') {
                line.write(b);
            }
        }
        return line.toString(StandardCharsets.UTF_8);
    }
}
