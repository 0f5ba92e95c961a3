package runnel.testkit;

import java.io.BufferedInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.net.SocketException;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;

/**
 * A client that reads an event stream as slowly as it is told, on a connection that holds next to
 * nothing for it.
 */
public final class SlowReader implements AutoCloseable {
    private static final int RECEIVE_BYTES = 4096;
    private static final int HURRY_BYTES = 256 << 10;
    private static final int REST_MILLIS = 100;

    private final Socket socket = new Socket();
    private final SseClient events;
    private volatile int portion;

    /**
     * @param bytesPerSecond zero for none at all, until {@link #hurry}
     */
    public SlowReader(String url, String path, int bytesPerSecond, String... headers)
            throws IOException {
        var address = URI.create(url);
        socket.setReceiveBufferSize(RECEIVE_BYTES);
        socket.connect(new InetSocketAddress(address.getHost(), address.getPort()));
        var request =
                "GET "
                        + path
                        + " HTTP/1.1\r\nHost: "
                        + address.getAuthority()
                        + "\r\nConnection: close\r\n";
        for (var header : headers) {
            request += header + "\r\n";
        }
        socket.getOutputStream().write((request + "\r\n").getBytes(StandardCharsets.UTF_8));
        var in = new BufferedInputStream(socket.getInputStream(), 1);
        var status = Integer.parseInt(line(in).split(" ")[1]);
        var answered = headers(in);
        portion = bytesPerSecond * REST_MILLIS / 1_000;
        events =
                new SseClient(
                        status,
                        name -> answered.getOrDefault(name.toLowerCase(Locale.ROOT), ""),
                        new Chunks(in));
    }

    /** What it reads. */
    public SseClient events() {
        return events;
    }

    /** From now on it reads as fast as it can. */
    public void hurry() throws SocketException {
        socket.setReceiveBufferSize(HURRY_BYTES);
        portion = Integer.MAX_VALUE;
    }

    @Override
    public void close() throws IOException {
        socket.close();
    }

    private static Map<String, String> headers(InputStream in) throws IOException {
        var headers = new TreeMap<String, String>();
        for (var line = line(in); !line.isEmpty(); line = line(in)) {
            var colon = line.indexOf(':');
            headers.put(
                    line.substring(0, colon).toLowerCase(Locale.ROOT),
                    line.substring(colon + 1).strip());
        }
        return headers;
    }

    private static String line(InputStream in) throws IOException {
        var line = new StringBuilder();
        for (var b = in.read(); b != '\n'; b = in.read()) {
            if (b < 0) {
                throw new IOException("cut after " + line);
            }
            if (b != '\r') {
                line.append((char) b);
            }
        }
        return line.toString();
    }

    /** The body's chunks, portion by portion. A body that ends without its last chunk was cut. */
    private final class Chunks extends InputStream {
        private final InputStream in;
        private int left;
        private boolean first = true;
        private boolean over;

        Chunks(InputStream in) {
            this.in = in;
        }

        @Override
        public int read() {
            throw new UnsupportedOperationException("in portions only");
        }

        @Override
        public int read(byte[] bytes, int offset, int length) throws IOException {
            rest();
            if (left == 0 && !over) {
                if (!first) {
                    line(in);
                }
                first = false;
                left = Integer.parseInt(line(in), 16);
                over = left == 0;
            }
            if (over) {
                return -1;
            }
            var count = in.read(bytes, offset, Math.min(left, Math.min(length, portion)));
            if (count < 0) {
                throw new IOException("cut in the middle of a chunk");
            }
            left -= count;
            return count;
        }

        private void rest() throws IOException {
            try {
                do {
                    if (portion < Integer.MAX_VALUE) {
                        Thread.sleep(REST_MILLIS);
                    }
                } while (portion == 0);
            } catch (InterruptedException e) {
                throw new IOException(e);
            }
        }
    }
}
