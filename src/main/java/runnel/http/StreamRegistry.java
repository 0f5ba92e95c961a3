package runnel.http;

import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;

/** The open event streams of a server, so that it can end them when it stops. Thread-safe. */
final class StreamRegistry {
    private final Set<EventStream> open = ConcurrentHashMap.newKeySet();
    private volatile boolean stopping;

    void add(EventStream stream) {
        open.add(stream);
        if (stopping) {
            stream.stop();
        }
    }

    void remove(EventStream stream) {
        open.remove(stream);
    }

    int size() {
        return open.size();
    }

    void stopAll() {
        stopping = true;
        open.forEach(EventStream::stop);
    }
}
