package runnel.http;

/**
 * What the server takes on at most.
 *
 * @param connections open at once; more are closed as they come
 * @param lineBytes of a request line, that is of a URL
 * @param headerBytes of all headers of a request
 * @param bodyBytes of a request's body, where a handler does not allow more
 * @param uploadBytes of a request's body, whatever a handler allows
 * @param stuckMillis how long one write, or the wait for the rest of a request, may last before the
 *     connection is cut
 * @param graceMillis how long a stopping server waits for running requests
 */
public record Limits(
        int connections,
        int lineBytes,
        int headerBytes,
        int bodyBytes,
        int uploadBytes,
        long stuckMillis,
        long graceMillis) {
    public static final Limits DEFAULT =
            new Limits(20_000, 8 << 10, 32 << 10, 4 << 20, 32 << 20, 30_000, 3_000);

    /** What chunks of one body may bring besides their data: extensions and trailers. */
    static final int CHUNK_EXTRA_BYTES = 8 << 10;

    /** Digits of a chunk's size, generously. */
    static final int CHUNK_SIZE_BYTES = 16;

    /** Characters of a method's name that an answer repeats. */
    static final int METHOD_CHARS = 40;

    public Limits {
        if (connections < 1
                || lineBytes < 64
                || headerBytes < 256
                || bodyBytes < 0
                || uploadBytes < bodyBytes) {
            throw new IllegalArgumentException("limit too small");
        }
        if (stuckMillis < 1 || graceMillis < 0) {
            throw new IllegalArgumentException("limit too short");
        }
    }

    public Limits withStuckMillis(long stuckMillis) {
        return new Limits(
                connections,
                lineBytes,
                headerBytes,
                bodyBytes,
                uploadBytes,
                stuckMillis,
                graceMillis);
    }

    public Limits withGraceMillis(long graceMillis) {
        return new Limits(
                connections,
                lineBytes,
                headerBytes,
                bodyBytes,
                uploadBytes,
                stuckMillis,
                graceMillis);
    }
}
