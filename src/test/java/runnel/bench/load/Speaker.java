package runnel.bench.load;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.SelectionKey;
import java.nio.channels.SocketChannel;
import java.nio.charset.StandardCharsets;
import java.util.Optional;
import java.util.regex.Pattern;

/**
 * One connection to a pretended model: reads requests, one after the other, and writes what is
 * said.
 */
final class Speaker {
    private static final Pattern LENGTH = Pattern.compile("(?i)content-length: *(\\d+)");
    private static final Pattern TOKENS = Pattern.compile("\"model\" *: *\"[^\"]*-(\\d+)\"");
    private static final ByteBuffer NOTHING = ByteBuffer.allocate(0);

    private final SocketChannel channel;
    private final SelectionKey key;
    private final StringBuilder request = new StringBuilder();
    private ByteBuffer pending = NOTHING;
    private boolean gone;

    /** Whether this answer asks for tools instead of saying anything. */
    private boolean asks;

    /** When the next token is due, by {@link System#nanoTime}. */
    long due;

    /** Tokens still to be said; negative when there is nothing to answer. */
    int left = -1;

    private int tokens;

    Speaker(SocketChannel channel, SelectionKey key) {
        this.channel = channel;
        this.key = key;
    }

    /** Whether the other side has left. */
    boolean isGone() {
        return gone;
    }

    /** Whether the connection takes no more at the moment. */
    boolean isBlocked() {
        return pending.hasRemaining();
    }

    /** Reads on; a request when one is complete. */
    Optional<String> hear(ByteBuffer buffer) {
        try {
            var count = channel.read(buffer.clear());
            if (count < 0) {
                hangUp();
                return Optional.empty();
            }
            request.append(StandardCharsets.ISO_8859_1.decode(buffer.flip()));
            return complete();
        } catch (IOException e) {
            hangUp();
            return Optional.empty();
        }
    }

    /** Has an answer before it; its model's name may say how long. */
    void prepare(String request, int usual) {
        var asked = TOKENS.matcher(request);
        tokens = asked.find() ? Integer.parseInt(asked.group(1)) : usual;
        asks = request.contains("fake-tools") && !request.contains("tool_call_id");
        left = asks ? 0 : tokens;
    }

    boolean isAnswering() {
        return left >= 0;
    }

    /** Ends the answer. */
    void end() {
        left = -1;
        say(ByteBuffer.wrap(asks ? Token.calls() : Token.end(tokens)));
    }

    /** Writes, and keeps what the connection does not take. */
    void say(ByteBuffer bytes) {
        try {
            if (!isBlocked()) {
                channel.write(bytes);
            }
            if (bytes.hasRemaining()) {
                keep(bytes);
            }
        } catch (IOException e) {
            hangUp();
        }
    }

    /** Writes more of what was kept; whether all is written. */
    boolean sayOn() {
        try {
            channel.write(pending);
            if (!isBlocked()) {
                key.interestOps(SelectionKey.OP_READ);
            }
        } catch (IOException e) {
            hangUp();
        }
        return !isBlocked();
    }

    /** Asks to be told when the connection takes more. */
    void awaitRoom() {
        if (key.isValid()) {
            key.interestOps(SelectionKey.OP_READ | SelectionKey.OP_WRITE);
        }
    }

    void hangUp() {
        gone = true;
        pending = NOTHING;
        try {
            channel.close();
        } catch (IOException e) {
            // It is gone either way.
        }
    }

    private void keep(ByteBuffer more) {
        var both = ByteBuffer.allocate(pending.remaining() + more.remaining());
        pending = both.put(pending).put(more).flip();
        awaitRoom();
    }

    private Optional<String> complete() {
        var head = request.indexOf("\r\n\r\n");
        if (head < 0) {
            return Optional.empty();
        }
        var length = LENGTH.matcher(request.substring(0, head));
        var end = head + 4 + (length.find() ? Integer.parseInt(length.group(1)) : 0);
        if (request.length() < end) {
            return Optional.empty();
        }
        var whole = request.substring(0, end);
        request.delete(0, end);
        return Optional.of(whole);
    }
}
