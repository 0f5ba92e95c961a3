package runnel.testkit;

import java.io.BufferedInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.net.http.HttpResponse;
import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.function.UnaryOperator;

/**
 * Reads an event stream as strictly as this project promises to write it, and fails on anything
 * else.
 *
 * <p>Lines end in LF only; a frame has one data line and an id; comments stand alone, and so does
 * the opening, which has an id and a retry line; the body ends between two frames. A connection
 * that is cut is an {@link IOException}, as it is for any client.
 */
public final class SseClient implements AutoCloseable {
    private final int status;
    private final UnaryOperator<String> header;
    private final InputStream in;
    private int heartbeats;
    private int retryMillis;
    private long opening = -1;
    private boolean ended;

    /**
     * @param id the cursor, or -1 where the frame has none
     * @param event its name; empty for an unnamed one
     */
    public record Frame(long id, String event, String data) {}

    SseClient(HttpResponse<InputStream> response) {
        this(
                response.statusCode(),
                name -> response.headers().firstValue(name).orElse(""),
                response.body());
    }

    /**
     * @param header gives the value of a header by its name; empty where there is none
     */
    SseClient(int status, UnaryOperator<String> header, InputStream body) {
        this.status = status;
        this.header = header;
        this.in = new BufferedInputStream(body);
    }

    public int status() {
        return status;
    }

    /** The value of a header; empty where there is none. */
    public String header(String name) {
        return header.apply(name);
    }

    /** All of a body that is no stream. */
    public String body() throws IOException {
        return new String(in.readAllBytes(), StandardCharsets.UTF_8);
    }

    /** The next frame, waiting for it; empty when the body ended cleanly. */
    public Optional<Frame> next() throws IOException {
        while (!ended) {
            var frame = step();
            if (frame.isPresent()) {
                return frame;
            }
        }
        return Optional.empty();
    }

    /** Waits for a heartbeat, whatever else comes before. */
    public void awaitHeartbeat() throws IOException {
        for (var before = heartbeats; heartbeats == before; ) {
            step();
            if (ended) {
                throw new AssertionError("the stream ended");
            }
        }
    }

    /** Reads up to the next empty line; a frame if there was one. */
    private Optional<Frame> step() throws IOException {
        var lines = block();
        if (lines.isEmpty()) {
            ended = true;
        } else if (lines.stream().allMatch(line -> line.startsWith(":"))) {
            heartbeats += lines.contains(": hb") ? 1 : 0;
        } else if (lines.size() == 2 && lines.getLast().startsWith("retry: ")) {
            opening = Long.parseLong(lines.getFirst().substring("id: ".length()));
            retryMillis = Integer.parseInt(lines.getLast().substring("retry: ".length()));
        } else {
            return Optional.of(frame(lines));
        }
        return Optional.empty();
    }

    /** The next frame, which must come. */
    public Frame take() throws IOException {
        return next().orElseThrow(() -> new AssertionError("the stream ended"));
    }

    /** Frames up to and including the first one with this name. */
    public List<Frame> until(String event) throws IOException {
        var frames = new ArrayList<Frame>();
        do {
            frames.add(take());
        } while (!frames.getLast().event().equals(event));
        return frames;
    }

    /** All frames up to the clean end of the body. */
    public List<Frame> rest() throws IOException {
        var frames = new ArrayList<Frame>();
        for (var next = next(); next.isPresent(); next = next()) {
            frames.add(next.get());
        }
        return frames;
    }

    /** The next line as it stands, of a stream of another kind. */
    public String line() throws IOException {
        var line = new ByteArrayOutputStream();
        for (var b = in.read(); b != '\n'; b = in.read()) {
            if (b < 0) {
                throw new AssertionError("the stream ended");
            }
            line.write(b);
        }
        return text(line.toByteArray());
    }

    /** How many heartbeats came so far. */
    public int heartbeats() {
        return heartbeats;
    }

    /** How long the server asks to wait before the next try; empty while it has not said so. */
    public OptionalLong retryMillis() {
        return retryMillis == 0 ? OptionalLong.empty() : OptionalLong.of(retryMillis);
    }

    /** The cursor at which the stream began; -1 while it has not said so. */
    public long opening() {
        return opening;
    }

    /** Whether the body ended between two frames. */
    public boolean hasEnded() {
        return ended;
    }

    /** Leaves without a word, as a closed tab does. */
    @Override
    public void close() throws IOException {
        in.close();
    }

    private static Frame frame(List<String> lines) {
        var id = -1L;
        var event = "";
        var data = "";
        var count = 0;
        for (var line : lines) {
            var colon = line.indexOf(": ");
            var value = colon < 0 ? "" : line.substring(colon + 2);
            switch (colon < 0 ? line : line.substring(0, colon)) {
                case "id" -> id = Long.parseLong(value);
                case "event" -> event = value;
                case "data" -> {
                    data = value;
                    count++;
                }
                default -> throw new AssertionError("a line that no frame has: " + line);
            }
        }
        if (count != 1) {
            throw new AssertionError(count + " data lines in " + lines);
        }
        if (id < 0) {
            throw new AssertionError("no id in " + lines);
        }
        return new Frame(id, event, data);
    }

    /** Lines up to an empty one; no line at the end of the body. */
    private List<String> block() throws IOException {
        var lines = new ArrayList<String>();
        var line = new ByteArrayOutputStream();
        while (true) {
            var b = in.read();
            if (b < 0) {
                if (line.size() > 0 || !lines.isEmpty()) {
                    throw new AssertionError("the body ended inside a frame: " + lines + line);
                }
                return lines;
            }
            if (b == '\r' || b == 0) {
                throw new AssertionError("byte " + b + " after " + lines + line);
            }
            if (b != '\n') {
                line.write(b);
            } else if (line.size() > 0) {
                lines.add(text(line.toByteArray()));
                line.reset();
            } else if (!lines.isEmpty()) {
                return lines;
            } else {
                throw new AssertionError("an empty line where none is due");
            }
        }
    }

    private static String text(byte[] bytes) {
        try {
            return StandardCharsets.UTF_8.newDecoder().decode(ByteBuffer.wrap(bytes)).toString();
        } catch (CharacterCodingException e) {
            throw new AssertionError("not UTF-8", e);
        }
    }
}
