package runnel.testkit;

import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.util.concurrent.atomic.AtomicInteger;

/**
 * A port for a program that is told where to listen, perhaps several times in turn.
 *
 * <p>It lies below those that systems deal out by themselves: nobody else gets it while the program
 * is down, not even a client that tries again and again to reach it. Thread-safe.
 */
public final class FreePort {
    private static final int FIRST = 15_000;
    private static final int COUNT = 15_000;

    /** Processes begin at different places, and none gives out a port twice. */
    private static final AtomicInteger LAST =
            new AtomicInteger((int) (ProcessHandle.current().pid() * 97 % COUNT));

    private FreePort() {}

    public static int next() throws IOException {
        IOException taken = new IOException("no free port");
        for (var left = COUNT; left > 0; left--) {
            var port = FIRST + Math.floorMod(LAST.incrementAndGet(), COUNT);
            try (var socket = new ServerSocket(port, 1, InetAddress.getLoopbackAddress())) {
                return socket.getLocalPort();
            } catch (IOException e) {
                taken = e;
            }
        }
        throw taken;
    }
}
