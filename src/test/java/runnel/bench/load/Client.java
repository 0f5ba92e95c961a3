package runnel.bench.load;

import java.io.IOException;
import java.net.StandardSocketOptions;
import java.nio.ByteBuffer;
import java.nio.channels.SelectionKey;
import java.nio.channels.Selector;
import java.nio.channels.SocketChannel;

/** One client's connection: sends its request and reads the answer as far as it is let. */
final class Client {
    private static final int SLOW_RECEIVE_BYTES = 4096;

    private final int number;
    private final boolean slow;
    private final Tally tally;
    private final AnswerReader answer;
    private final SocketChannel channel;
    private final SelectionKey key;
    private final ByteBuffer request;

    /** Begins to connect. */
    Client(int number, Load load, Clients.Turn turn, Selector selector, Tally tally)
            throws IOException {
        this.number = number;
        this.slow = number < load.crowd().slow();
        this.tally = tally;
        this.answer = new AnswerReader(new EventScanner(tally, slow));
        this.request = ByteBuffer.wrap(load.ask().request(number, turn.unique(), turn.answers()));
        this.channel = SocketChannel.open();
        channel.configureBlocking(false);
        if (slow) {
            channel.setOption(StandardSocketOptions.SO_RCVBUF, SLOW_RECEIVE_BYTES);
        }
        this.key = channel.register(selector, SelectionKey.OP_CONNECT, this);
        channel.connect(load.ask().server());
    }

    int number() {
        return number;
    }

    boolean isSlow() {
        return slow;
    }

    /** Sends what the connection takes of the request; whether it works. */
    boolean send() {
        try {
            channel.finishConnect();
            channel.write(request);
            key.interestOps(
                    request.hasRemaining()
                            ? SelectionKey.OP_WRITE
                            : slow ? 0 : SelectionKey.OP_READ);
            return true;
        } catch (IOException e) {
            tally.fail("request: " + e);
            return false;
        }
    }

    /** Reads once, at most what fits; whether there may be more. */
    boolean read(ByteBuffer buffer, byte[] bytes, long now) {
        try {
            var count = request.hasRemaining() ? 0 : channel.read(buffer);
            if (count > 0) {
                buffer.flip().get(bytes, 0, count);
                tally.bytes += count;
                answer.read(bytes, count, now);
            }
            if (count >= 0 && !answer.isComplete()) {
                return true;
            }
            end();
        } catch (IOException e) {
            tally.fail("answer: " + e);
        }
        return false;
    }

    /** Whether the answer came whole. */
    boolean isContent() {
        return answer.status() == 200 && (answer.isComplete() || answer.endsWithConnection());
    }

    void hangUp() {
        try {
            channel.close();
        } catch (IOException e) {
            // It is gone either way.
        }
    }

    private void end() {
        if (isContent()) {
            tally.complete++;
        } else {
            tally.fail("broke off: " + answer);
        }
    }
}
