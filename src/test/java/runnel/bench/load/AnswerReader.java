package runnel.bench.load;

import java.nio.charset.StandardCharsets;

/**
 * Reads one HTTP/1.1 answer as its bytes come: head, then a body in chunks or up to the end of the
 * connection.
 */
final class AnswerReader {
    private enum Stage {
        HEAD,
        SIZE,
        CHUNK,
        CHUNK_END,
        PLAIN,
        DONE
    }

    private final EventScanner events;
    private final StringBuilder head = new StringBuilder();
    private Stage stage = Stage.HEAD;
    private int left;
    private int status;

    /** Hexadecimal digits of the chunk's size have ended. */
    private boolean sized;

    AnswerReader(EventScanner events) {
        this.events = events;
    }

    /** Takes the next bytes. */
    void read(byte[] bytes, int count, long now) {
        var at = 0;
        while (at < count) {
            switch (stage) {
                case HEAD -> head(bytes[at++]);
                case SIZE -> size(bytes[at++]);
                case CHUNK -> {
                    var end = Math.min(count, at + left);
                    events.scan(bytes, at, end, now);
                    left -= end - at;
                    at = end;
                    stage = left == 0 ? Stage.CHUNK_END : Stage.CHUNK;
                }
                case CHUNK_END -> stage = bytes[at++] == '\n' ? Stage.SIZE : Stage.CHUNK_END;
                case PLAIN -> {
                    events.scan(bytes, at, count, now);
                    at = count;
                }
                case DONE -> at = count;
            }
        }
    }

    /** Whether the body has come to the end that it announced. */
    boolean isComplete() {
        return stage == Stage.DONE;
    }

    /** Whether the answer ends with the connection, as nothing else says where. */
    boolean endsWithConnection() {
        return stage == Stage.PLAIN;
    }

    /** Zero before the head has come. */
    int status() {
        return status;
    }

    private void head(byte b) {
        head.append((char) (b & 0xFF));
        var length = head.length();
        if (b != '\n' || length < 4 || head.charAt(length - 3) != '\n') {
            return;
        }
        var text = head.toString();
        status = Integer.parseInt(text.substring(9, 12));
        stage =
                text.toLowerCase(java.util.Locale.ROOT).contains("transfer-encoding: chunked")
                        ? Stage.SIZE
                        : Stage.PLAIN;
        head.setLength(0);
    }

    private void size(byte b) {
        if (b == '\n') {
            stage = left == 0 ? Stage.DONE : Stage.CHUNK;
            sized = false;
        } else if (!sized) {
            var digit = Character.digit(b, 16);
            if (digit < 0) {
                sized = true;
            } else {
                left = left * 16 + digit;
            }
        }
    }

    @Override
    public String toString() {
        return status == 0
                ? new String(
                        head.toString().getBytes(StandardCharsets.ISO_8859_1),
                        StandardCharsets.UTF_8)
                : "status " + status;
    }
}
