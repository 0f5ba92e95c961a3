package runnel.http;

import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;

/** The open event streams of a server, so that it can end them when it stops. Thread-safe. */
final class StreamRegistry {
    private final Set<EventStream> open = ConcurrentHashMap.newKeySet();
    private final Observer observer;
    private volatile boolean stopping;

    StreamRegistry(Observer observer) {
        this.observer = observer;
    }

    void add(EventStream stream) {
        open.add(stream);
        observer.streamOpened(stream.pattern());
        if (stopping) {
            stream.stop();
        }
    }

    void remove(EventStream stream) {
        if (open.remove(stream)) {
            observer.streamClosed(stream.pattern());
        }
    }

    int size() {
        return open.size();
    }

    void stopAll() {
        stopping = true;
        open.forEach(EventStream::stop);
    }
}
