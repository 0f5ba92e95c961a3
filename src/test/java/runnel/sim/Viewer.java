package runnel.sim;

import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import runnel.base.Json;
import runnel.testkit.Http;
import runnel.testkit.NativeReader;

/**
 * One client that asks and reads, one question after the other, whatever happens to the server
 * meanwhile.
 *
 * <p>After each cut it sends the same request again, with the same key and its last event id, as
 * the protocol says.
 */
final class Viewer implements Runnable {
    private static final int RETRY_MILLIS = 50;

    private final String name;
    private final String conversation;
    private final Http http;
    private final Speech speech;
    private final Random chance;
    private final List<Ask> asks = new ArrayList<>();
    private volatile boolean lastAsk;
    private volatile boolean connected;
    private volatile long frames;
    private int resumes;

    /** A question and what has been read of its answer. Guarded by its viewer. */
    record Ask(String question, ObjectNode body, NativeReader reader) {
        boolean isAccepted() {
            return !reader.run().isEmpty();
        }

        boolean isOver() {
            return !reader.outcome().isEmpty();
        }
    }

    /**
     * @param conversation several viewers may share one: their questions then wait for each other
     */
    Viewer(String name, String conversation, Http http, Speech speech, long seed) {
        this.name = name;
        this.conversation = conversation;
        this.http = http;
        this.speech = speech;
        this.chance = new Random(seed);
    }

    @Override
    public void run() {
        while (!lastAsk) {
            var ask = next();
            while (!ask.isOver()) {
                follow(ask);
            }
            if (!speech.isWhole(ask.question(), ask.reader().text())
                    && ask.reader().outcome().equals("done")) {
                throw new AssertionError(
                        name
                                + " got another answer to "
                                + ask.question()
                                + ": "
                                + ask.reader().text());
            }
        }
    }

    /** Has the viewer end after the question that it is asking. */
    void finish() {
        lastAsk = true;
    }

    /** Whether a stream is open. */
    boolean isConnected() {
        return connected;
    }

    /** All questions so far; only while nothing is being read. */
    synchronized List<Ask> asks() {
        return List.copyOf(asks);
    }

    synchronized int resumes() {
        return resumes;
    }

    /** How many frames were read so far. */
    long frames() {
        return frames;
    }

    private synchronized Ask next() {
        var manner = manner();
        var question =
                manner
                        + " "
                        + name
                        + "."
                        + asks.size()
                        + " "
                        + "word 词 ".repeat(chance.nextInt(40));
        var body =
                Json.object()
                        .put("conversation", conversation)
                        .put("text", question)
                        .put(
                                "model",
                                manner == Speech.Manner.ECHO ? "echo/echo" : "openai/scripted")
                        .put("idempotencyKey", name + "." + asks.size());
        var ask = new Ask(question, body, new NativeReader());
        asks.add(ask);
        return ask;
    }

    private Speech.Manner manner() {
        if (asks.isEmpty() && name.equals("v0")) {
            return Speech.Manner.SILENT;
        }
        return switch (chance.nextInt(6)) {
            case 0, 1 -> Speech.Manner.ECHO;
            case 2 -> Speech.Manner.FICKLE;
            default -> Speech.Manner.STEADY;
        };
    }

    private void follow(Ask ask) {
        connected = true;
        var cursor = ask.reader().cursor();
        var headers =
                cursor < 0 ? new String[0] : new String[] {"Last-Event-ID", String.valueOf(cursor)};
        try (var stream = http.postStream("/api/v1/messages", ask.body(), headers)) {
            if (stream.status() != 200) {
                throw new AssertionError(
                        name + " was answered " + stream.status() + " " + stream.body());
            }
            for (var frame = stream.next(); frame.isPresent(); frame = stream.next()) {
                take(ask, frame.get());
            }
        } catch (IOException e) {
            connected = false;
            pause();
        } catch (InterruptedException e) {
            throw new AssertionError(name + " was interrupted", e);
        } finally {
            connected = false;
        }
    }

    private synchronized void take(Ask ask, runnel.testkit.SseClient.Frame frame) {
        var resumed = frame.event().equals("open") && ask.reader().cursor() >= 0;
        resumes += resumed ? 1 : 0;
        ask.reader().take(frame);
        frames++;
        if (!speech.isPrefix(ask.question(), ask.reader().text())) {
            throw new AssertionError(
                    name
                            + " read what nobody said to "
                            + ask.question()
                            + ": "
                            + ask.reader().text());
        }
        if (ask.reader().resets() > 0) {
            throw new AssertionError(name + " could not go on at " + ask.reader().cursor());
        }
    }

    private static void pause() {
        try {
            Thread.sleep(RETRY_MILLIS);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }
}
