package runnel.cli.chat;

import java.io.IOException;
import java.util.ArrayDeque;
import java.util.Optional;
import java.util.Queue;

/** An open event stream: one frame after the other, until the body ends. */
final class Frames implements AutoCloseable {
    private final Body body;
    private final Queue<Frame> ready = new ArrayDeque<>();
    private final SseReader reader = new SseReader(ready::add);

    Frames(Body body) {
        this.body = body;
    }

    /**
     * The next frame, waited for; empty when the stream has ended.
     *
     * @throws IOException when the connection broke
     */
    Optional<Frame> next() throws IOException, InterruptedException {
        while (ready.isEmpty()) {
            var pieces = body.next();
            if (pieces.isEmpty()) {
                return Optional.empty();
            }
            for (var piece : pieces.get()) {
                reader.feed(piece);
            }
        }
        return Optional.of(ready.remove());
    }

    /** The pause before a new connection that the server asked for; -1 for none. */
    long retryMillis() {
        return reader.retryMillis();
    }

    @Override
    public void close() {
        body.close();
    }
}
