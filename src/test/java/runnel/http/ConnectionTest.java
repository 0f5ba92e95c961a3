package runnel.http;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.util.Set;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicReference;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

@Timeout(60)
class ConnectionTest {
    private static final int ROUNDS = 300_000;
    private static final int SPINS = 100;

    /** With HTTP/2 one request may begin at the very moment at which another ends. */
    @Test
    void aConnectionOnWhichARequestIsAnsweredIsNotIdle() throws Exception {
        var settings = Settings.at("127.0.0.1", 0);
        var leaving = new AtomicReference<Connection>();
        var over = new AtomicBoolean();
        try (var door = Listener.bind(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0))) {
            var callers = new Callers(door.getInetAddress(), Set.of(), Set.of());
            var streams = new StreamRegistry(Observer.NONE);
            var dispatcher = new Dispatcher(new Routes(), callers, settings, streams);
            var library = new Library(dispatcher, settings.limits());
            var listener = new Listener(door, library, null, settings.limits());
            var other = Thread.ofPlatform().start(() -> leave(leaving, over));
            for (var round = 0; round < ROUNDS; round++) {
                var connection = new Connection(listener, new Socket());
                connection.enter();
                leaving.set(connection);
                for (var spin = round % SPINS; spin > 0; spin--) {
                    Thread.onSpinWait();
                }
                connection.enter();
                while (leaving.get() != null) {
                    Thread.onSpinWait();
                }
                // Hours later.
                connection.pipe().check(Integer.MAX_VALUE);
                assertThat(connection.pipe().socket().isClosed()).isFalse();
            }
            over.set(true);
            other.join();
            listener.cut();
        } finally {
            over.set(true);
        }
    }

    private static void leave(AtomicReference<Connection> leaving, AtomicBoolean over) {
        while (!over.get()) {
            var connection = leaving.get();
            if (connection != null) {
                connection.leave();
                leaving.set(null);
            }
        }
    }
}
