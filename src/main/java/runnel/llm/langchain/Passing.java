package runnel.llm.langchain;

import dev.langchain4j.http.client.sse.CancellationUnsupportedHandle;
import dev.langchain4j.http.client.sse.ServerSentEvent;
import dev.langchain4j.http.client.sse.ServerSentEventContext;
import org.jspecify.annotations.Nullable;

/**
 * One object for all events of an answer: LangChain4j keeps every event until the end, and would
 * keep all its bytes.
 */
final class Passing extends ServerSentEvent {
    private final ServerSentEventContext context =
            new ServerSentEventContext(new CancellationUnsupportedHandle());
    private EventReader.Event event = new EventReader.Event("", "");

    Passing() {
        super(null, null);
    }

    @Override
    public @Nullable String event() {
        return event.name().isEmpty() ? null : event.name();
    }

    @Override
    public String data() {
        return event.data();
    }

    void now(EventReader.Event event) {
        this.event = event;
    }

    ServerSentEventContext context() {
        return context;
    }
}
