package runnel.bench;

import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.StandardSocketOptions;
import java.nio.ByteBuffer;
import java.nio.channels.SelectionKey;
import java.nio.channels.Selector;
import java.nio.channels.ServerSocketChannel;
import runnel.bench.load.Manner;
import runnel.bench.load.Speech;

/**
 * Pretends to be a model: an OpenAI-compatible endpoint that streams stamped tokens at a steady
 * pace, as cheaply as can be.
 *
 * <p>Arguments: port, tokens of an answer, tokens per second of each (0 for as fast as they are
 * read), milliseconds to the first token, characters of a token. All but the port may be left out.
 */
public final class FakeModelServer implements AutoCloseable {
    private final ServerSocketChannel server;
    private final Selector selector;
    private final Speech speech;
    private final Thread thread;
    private volatile boolean closed;

    /**
     * @param port zero for any free one
     */
    public FakeModelServer(int port, Manner manner) throws IOException {
        server = ServerSocketChannel.open();
        server.setOption(StandardSocketOptions.SO_REUSEADDR, true);
        server.bind(new InetSocketAddress(InetAddress.getLoopbackAddress(), port), 4_096);
        server.configureBlocking(false);
        selector = Selector.open();
        server.register(selector, SelectionKey.OP_ACCEPT);
        speech = new Speech(selector, manner);
        thread = Thread.ofPlatform().name("fake-model").start(this::serve);
    }

    public static void main(String[] arguments) throws IOException {
        var usual = Manner.USUAL;
        var manner =
                new Manner(
                        number(arguments, 1, usual.tokens()),
                        number(arguments, 2, usual.tokensPerSecond()),
                        number(arguments, 3, usual.firstMillis()),
                        number(arguments, 4, usual.tokenChars()));
        var server = new FakeModelServer(number(arguments, 0, 0), manner);
        System.out.println("listening on " + server.url());
    }

    /** What to give as OpenAI base URL. */
    public String url() {
        return "http://127.0.0.1:" + server.socket().getLocalPort() + "/v1";
    }

    @Override
    public void close() throws IOException, InterruptedException {
        closed = true;
        selector.wakeup();
        thread.join();
        selector.keys().forEach(SelectionKey::cancel);
        selector.close();
        server.close();
    }

    private void serve() {
        var buffer = ByteBuffer.allocateDirect(64 << 10);
        try {
            while (!closed) {
                var wait = speech.speak();
                if (wait > 0) {
                    selector.select(key -> ready(key, buffer), wait);
                } else {
                    selector.selectNow(key -> ready(key, buffer));
                }
            }
        } catch (IOException e) {
            throw new java.io.UncheckedIOException(e);
        }
    }

    private void ready(SelectionKey key, ByteBuffer buffer) {
        if (key.isAcceptable()) {
            accept();
        } else {
            speech.ready(key, buffer);
        }
    }

    private void accept() {
        try {
            for (var channel = server.accept(); channel != null; channel = server.accept()) {
                speech.greet(channel);
            }
        } catch (IOException e) {
            System.err.println("cannot accept: " + e);
        }
    }

    private static int number(String[] arguments, int index, int fallback) {
        return index < arguments.length ? Integer.parseInt(arguments[index]) : fallback;
    }
}
