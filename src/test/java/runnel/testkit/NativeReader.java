package runnel.testkit;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.TreeMap;
import runnel.base.Json;

/**
 * What a client of the native wire knows of one run: it takes frames, over as many connections as
 * it needs.
 *
 * <p>It behaves as the protocol's document tells a client to, and fails where the server breaks its
 * side.
 */
public final class NativeReader {
    private final List<String> names = new ArrayList<>();
    private final StringBuilder text = new StringBuilder();

    /** Text seen, by the cursor at which it was seen. */
    private final TreeMap<Long, String> seen = new TreeMap<>();

    private String conversation = "";
    private String run = "";
    private String message = "";
    private String reply = "";
    private String outcome = "";
    private JsonNode usage = Json.object();
    private long cursor = -1;
    private int resets;

    /** Reads a stream to its end. */
    public NativeReader read(SseClient stream) throws IOException {
        for (var frame = stream.next(); frame.isPresent(); frame = stream.next()) {
            take(frame.get());
        }
        return this;
    }

    /** Reads a stream until so many characters of the answer are there. */
    public NativeReader readChars(SseClient stream, int chars) throws IOException {
        while (text.length() < chars) {
            take(stream.take());
        }
        return this;
    }

    public void take(SseClient.Frame frame) {
        names.add(frame.event());
        var data = Json.parse(frame.data());
        var again =
                frame.event().equals("open")
                        || frame.event().equals("reset")
                        || frame.event().equals("problem")
                        || frame.event().equals("run-end");
        if (frame.id() <= cursor && !again) {
            throw new AssertionError("cursor " + cursor + " moved back: " + frame);
        }
        switch (frame.event()) {
            case "open" -> open(data);
            case "reset" -> reset(data);
            case "run-start" -> {
                if (!data.path("reply").asText().equals(reply)) {
                    reply = data.path("reply").asText();
                    text.setLength(0);
                }
            }
            case "text-delta" -> {
                if (reply.isEmpty()) {
                    // Who begins in the middle learns it here.
                    reply = data.path("message").asText();
                }
                if (!data.path("message").asText().equals(reply)) {
                    throw new AssertionError("text of another reply than " + reply + ": " + frame);
                }
                text.append(data.path("text").asText());
            }
            case "run-end" -> {
                outcome = data.path("outcome").asText();
                usage = data.path("usage");
            }
            default -> {}
        }
        cursor = Math.max(cursor, frame.id());
        seen.put(cursor, text.toString());
    }

    public String conversation() {
        return conversation;
    }

    public String run() {
        return run;
    }

    /** The message that is answered. */
    public String message() {
        return message;
    }

    /** The message that is being written; empty before it has begun. */
    public String reply() {
        return reply;
    }

    /** All text of the answer so far. */
    public String text() {
        return text.toString();
    }

    /** The last id: what to send as {@code Last-Event-ID}; -1 before the first frame. */
    public long cursor() {
        return cursor;
    }

    /** The text that the reader had at each of its cursors. */
    public TreeMap<Long, String> seen() {
        return seen;
    }

    /** Names of all events, in order. */
    public List<String> names() {
        return names;
    }

    /** How the run ended; empty while it has not. */
    public String outcome() {
        return outcome;
    }

    public JsonNode usage() {
        return usage;
    }

    public int resets() {
        return resets;
    }

    private void open(JsonNode data) {
        if (!run.isEmpty() && !run.equals(data.path("run").asText())) {
            throw new AssertionError("asked for " + run + ", got " + data);
        }
        conversation = data.path("conversation").asText();
        run = data.path("run").asText();
        message = data.path("message").asText();
    }

    private void reset(JsonNode state) {
        resets++;
        text.setLength(0);
        reply = "";
        for (var candidate : state.path("messages")) {
            if (candidate.path("run").asText().equals(run)
                    && candidate.path("author").asText().equals("agent")) {
                reply = candidate.path("id").asText();
                candidate
                        .path("parts")
                        .forEach(part -> {
                            if (part.path("type").asText().equals("text")) {
                                text.append(part.path("text").asText());
                            }
                        });
            }
        }
    }
}
