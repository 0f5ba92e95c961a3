package runnel.testkit;

import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.net.URI;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicInteger;

/**
 * A wire between client and server that breaks: each of the first connections after so many bytes
 * of answers.
 */
public final class CuttingProxy implements AutoCloseable {
    private final ServerSocket door;
    private final Thread acceptor;
    private final int[] cuts;
    private final AtomicInteger connections = new AtomicInteger();
    private final Set<Socket> open = ConcurrentHashMap.newKeySet();
    private volatile URI target;

    /**
     * @param cuts after how many bytes each connection breaks, one after the other; later ones hold
     */
    public CuttingProxy(String target, int... cuts) {
        this.target = URI.create(target);
        this.cuts = cuts.clone();
        try {
            door = new ServerSocket(0, 100, InetAddress.getLoopbackAddress());
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        acceptor = Thread.ofPlatform().daemon().start(this::accept);
    }

    public String url() {
        return "http://127.0.0.1:" + door.getLocalPort();
    }

    public int connections() {
        return connections.get();
    }

    /** From now on, leads somewhere else: the server was started anew. */
    public void lead(String target) {
        this.target = URI.create(target);
    }

    @Override
    public void close() throws IOException, InterruptedException {
        door.close();
        acceptor.join(1_000);
        for (var socket : open) {
            socket.close();
        }
    }

    private void accept() {
        while (!door.isClosed()) {
            try {
                var client = door.accept();
                var number = connections.getAndIncrement();
                Thread.ofVirtual()
                        .start(() ->
                                serve(
                                        client,
                                        number < cuts.length ? cuts[number] : Long.MAX_VALUE));
            } catch (IOException e) {
                return;
            }
        }
    }

    private void serve(Socket client, long bytes) {
        try (client;
                var server = new Socket(target.getHost(), target.getPort())) {
            open.add(client);
            open.add(server);
            server.setTcpNoDelay(true);
            client.setTcpNoDelay(true);
            Thread.ofVirtual().start(() -> pump(client, server, Long.MAX_VALUE));
            pump(server, client, bytes);
        } catch (IOException e) {
            // There is no server at present: the client sees a connection that ends.
        }
    }

    /** Breaks both sides off when the bytes have gone, with a reset; passes on a clean end. */
    private static void pump(Socket from, Socket to, long bytes) {
        try {
            InputStream in = from.getInputStream();
            OutputStream out = to.getOutputStream();
            var buffer = new byte[512];
            var left = bytes;
            for (var count = in.read(buffer); count >= 0; count = in.read(buffer)) {
                out.write(buffer, 0, (int) Math.min(count, left));
                left -= count;
                if (left <= 0) {
                    to.setSoLinger(true, 0);
                    to.close();
                    from.close();
                    return;
                }
            }
            to.shutdownOutput();
        } catch (IOException e) {
            // One side has gone; the other notices.
        }
    }
}
