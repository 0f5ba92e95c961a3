package runnel.cli.chat;

import java.io.IOException;
import java.net.http.HttpResponse.BodySubscriber;
import java.nio.ByteBuffer;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.Flow;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;

/**
 * The body of an answer, read as it arrives: piece by piece, and only as fast as it is read.
 *
 * <p>Unlike an input stream it gives up on a line that has gone silent, and can be closed from any
 * thread.
 */
final class Body implements BodySubscriber<Body>, AutoCloseable {
    private final BlockingQueue<Arrival> arrived = new LinkedBlockingQueue<>();
    private final CompletableFuture<Flow.Subscription> subscription = new CompletableFuture<>();
    private final long silenceMillis;

    /**
     * @param silenceMillis after so long without a byte the connection counts as broken
     */
    Body(long silenceMillis) {
        this.silenceMillis = silenceMillis;
    }

    private sealed interface Arrival {
        record Piece(List<ByteBuffer> bytes) implements Arrival {}

        record End() implements Arrival {}

        record Break(Throwable cause) implements Arrival {}
    }

    /**
     * The next piece, waited for; empty at the end.
     *
     * @throws IOException when the connection broke or went silent
     */
    Optional<List<ByteBuffer>> next() throws IOException, InterruptedException {
        subscription.join().request(1);
        return switch (arrived.poll(silenceMillis, TimeUnit.MILLISECONDS)) {
            case null -> throw new IOException("nothing came for " + silenceMillis + " ms");
            case Arrival.Piece piece -> Optional.of(piece.bytes());
            case Arrival.End end -> Optional.empty();
            case Arrival.Break broken -> throw new IOException(broken.cause());
        };
    }

    @Override
    public void close() {
        if (subscription.isDone()) {
            subscription.join().cancel();
        }
        arrived.add(new Arrival.End());
    }

    @Override
    public CompletionStage<Body> getBody() {
        return CompletableFuture.completedStage(this);
    }

    @Override
    public void onSubscribe(Flow.Subscription subscription) {
        this.subscription.complete(subscription);
    }

    @Override
    public void onNext(List<ByteBuffer> bytes) {
        arrived.add(new Arrival.Piece(bytes));
    }

    @Override
    public void onError(Throwable cause) {
        arrived.add(new Arrival.Break(cause));
    }

    @Override
    public void onComplete() {
        arrived.add(new Arrival.End());
    }
}
