package runnel.http;

import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;

/**
 * Finds in the bytes of an HTTP/2 connection which streams the client abandons.
 *
 * <p>The library keeps that to itself: without this, an event stream whose reader closed it would
 * be written on for as long as the connection lives. Fed by one thread, asked by any.
 */
final class FrameScanner {
    /** Tells a client to begin nothing new on this connection, but to wait for what was begun. */
    static final byte[] GO_AWAY = {0, 0, 8, 7, 0, 0, 0, 0, 0, 0x7F, -1, -1, -1, 0, 0, 0, 0};

    private static final int PREFACE_BYTES = 24;
    private static final int HEADER_BYTES = 9;
    private static final int RST_STREAM = 3;

    /**
     * Streams of which nobody asks again, such as those reset before they began, must not pile up.
     */
    private static final int MOST = 1_000;

    private final Set<Integer> reset = ConcurrentHashMap.newKeySet(4);
    private final Map<Integer, Runnable> watchers = new ConcurrentHashMap<>(4);
    private int skip = PREFACE_BYTES;
    private int headerAt;
    private int length;
    private int type;
    private int stream;

    void scan(byte[] bytes) {
        for (var i = 0; i < bytes.length; ) {
            if (skip > 0) {
                var step = Math.min(skip, bytes.length - i);
                skip -= step;
                i += step;
            } else {
                header(bytes[i++] & 0xFF);
            }
        }
    }

    boolean wasReset(int stream) {
        return reset.contains(stream);
    }

    /** Has the action run once when the client abandons the stream; at once, if it did. */
    void watch(int stream, Runnable action) {
        watchers.put(stream, action);
        if (wasReset(stream)) {
            abandoned(stream);
        }
    }

    void forget(int stream) {
        reset.remove(stream);
        watchers.remove(stream);
    }

    /** The connection has ended, and so have all its streams. */
    void end() {
        watchers.keySet().forEach(this::abandoned);
    }

    private void abandoned(int stream) {
        var watcher = watchers.remove(stream);
        if (watcher != null) {
            watcher.run();
        }
    }

    private void header(int value) {
        switch (headerAt++) {
            case 0, 1, 2 -> length = length << 8 | value;
            case 3 -> type = value;
            case 4 -> stream = 0;
            default -> stream = stream << 8 | value;
        }
        if (headerAt == HEADER_BYTES) {
            if (type == RST_STREAM) {
                if (reset.size() >= MOST) {
                    reset.clear();
                }
                reset.add(stream & Integer.MAX_VALUE);
                abandoned(stream & Integer.MAX_VALUE);
            }
            skip = length;
            headerAt = 0;
            length = 0;
        }
    }
}
