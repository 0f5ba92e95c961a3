package runnel.bench.load;

import java.io.IOException;
import java.net.StandardSocketOptions;
import java.nio.ByteBuffer;
import java.nio.channels.SelectionKey;
import java.nio.channels.Selector;
import java.nio.channels.SocketChannel;
import java.util.ArrayDeque;

/**
 * All answers of a pretended model, each at its pace. For one thread.
 *
 * <p>All have the same pause between tokens, so whoever has just spoken is the last whose turn
 * comes again: two plain queues do for a timer.
 */
public final class Speech {
    private static final int FLOOD_BYTES = 32 << 10;
    private static final String MODELS =
            "{\"object\":\"list\",\"data\":[{\"id\":\"fake\",\"object\":\"model\",\"owned_by\":\"nobody\"}]}";

    private final Selector selector;
    private final Manner manner;
    private final Token token;
    private final ByteBuffer flood;
    private final ArrayDeque<Speaker> thinking = new ArrayDeque<>();
    private final ArrayDeque<Speaker> speaking = new ArrayDeque<>();

    public Speech(Selector selector, Manner manner) {
        this.selector = selector;
        this.manner = manner;
        this.token = new Token(manner.tokenChars());
        this.flood = ByteBuffer.allocateDirect(Math.max(FLOOD_BYTES, token.size()));
    }

    /** Takes a new connection on. */
    public void greet(SocketChannel channel) throws IOException {
        channel.configureBlocking(false);
        channel.setOption(StandardSocketOptions.TCP_NODELAY, true);
        var key = channel.register(selector, SelectionKey.OP_READ);
        key.attach(new Speaker(channel, key));
    }

    /** Says what is due; how many milliseconds nothing will be, at most. */
    public long speak() {
        var now = System.nanoTime();
        for (var next = thinking.peek(); next != null && next.due <= now; next = thinking.peek()) {
            begin(thinking.remove());
        }
        for (var next = speaking.peek(); next != null && next.due <= now; next = speaking.peek()) {
            speakOnce(speaking.remove());
        }
        return Math.min(untilDue(thinking), untilDue(speaking));
    }

    /** Reads or writes on a connection that is ready for it. */
    public void ready(SelectionKey key, ByteBuffer buffer) {
        var speaker = (Speaker) key.attachment();
        if (key.isReadable()) {
            speaker.hear(buffer).ifPresent(request -> answer(speaker, request));
        }
        if (key.isValid() && key.isWritable() && speaker.sayOn() && speaker.isAnswering()) {
            speaker.due = System.nanoTime();
            goOn(speaker);
        }
    }

    private static long untilDue(ArrayDeque<Speaker> queue) {
        var next = queue.peek();
        return next == null
                ? 1_000
                : Math.ceilDiv(Math.max(0, next.due - System.nanoTime()), 1_000_000);
    }

    private void answer(Speaker speaker, String request) {
        if (!request.startsWith("POST")) {
            speaker.say(ByteBuffer.wrap(Token.document(200, MODELS)));
            return;
        }
        speaker.prepare(request, manner.tokens());
        speaker.due = System.nanoTime() + manner.firstMillis() * 1_000_000L;
        thinking.add(speaker);
    }

    private void begin(Speaker speaker) {
        if (!speaker.isGone()) {
            speaker.say(ByteBuffer.wrap(Token.begin()));
            goOn(speaker);
        }
    }

    /** A connection that takes nothing at the moment has its next turn when it does. */
    private void goOn(Speaker speaker) {
        if (speaker.isGone() || speaker.isBlocked()) {
            return;
        }
        if (speaker.left == 0) {
            speaker.end();
        } else if (manner.tokensPerSecond() > 0) {
            speaking.add(speaker);
        } else {
            pour(speaker);
        }
    }

    private void speakOnce(Speaker speaker) {
        if (speaker.isGone()) {
            return;
        }
        speaker.say(token.at(System.nanoTime()));
        speaker.left--;
        speaker.due += manner.pauseNanos();
        goOn(speaker);
    }

    /** As much as the connection takes, in portions, so that others have their turn. */
    private void pour(Speaker speaker) {
        flood.clear();
        while (speaker.left > 0 && flood.remaining() >= token.size()) {
            flood.put(token.at(System.nanoTime()));
            speaker.left--;
        }
        speaker.say(flood.flip());
        if (speaker.left == 0) {
            speaker.end();
        } else {
            speaker.awaitRoom();
        }
    }
}
