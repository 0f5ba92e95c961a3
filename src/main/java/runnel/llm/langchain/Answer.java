package runnel.llm.langchain;

import com.fasterxml.jackson.databind.JsonNode;
import dev.langchain4j.agent.tool.ToolExecutionRequest;
import dev.langchain4j.http.client.sse.ServerSentEvent;
import dev.langchain4j.model.chat.response.ChatResponse;
import dev.langchain4j.model.chat.response.CompleteToolCall;
import dev.langchain4j.model.chat.response.PartialThinking;
import dev.langchain4j.model.chat.response.PartialToolCall;
import dev.langchain4j.model.chat.response.StreamingChatResponseHandler;
import dev.langchain4j.model.output.FinishReason;
import java.util.List;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;
import runnel.base.Id;
import runnel.base.Problem;
import runnel.llm.Finish;
import runnel.llm.Model.Sink;
import runnel.llm.Reply;
import runnel.llm.Usage;
import runnel.tool.ToolCall;

/**
 * One reply in the making: hands LangChain4j's pieces to the sink and gathers what the reply needs.
 *
 * <p>The transport finds it by {@link #CURRENT} and asks it after each event whether to go on. For
 * one thread.
 */
final class Answer implements StreamingChatResponseHandler {
    static final ScopedValue<Answer> CURRENT = ScopedValue.newInstance();

    private final Sink sink;
    private final Dialect dialect;
    private final TreeMap<Integer, Call> calls = new TreeMap<>();

    /** What the sink threw. */
    private @Nullable RuntimeException failure;

    /** What LangChain4j made of an event that it did not understand. */
    private @Nullable Throwable garbled;

    private @Nullable FinishReason reason;
    private boolean begun;
    private boolean spoken;
    private String stated = "";
    private String memo = "";
    private Usage usage = Usage.NONE;

    Answer(Sink sink, Dialect dialect) {
        this.sink = sink;
        this.dialect = dialect;
    }

    /** A tool call as far as it was written. */
    private static final class Call {
        private @Nullable String id;
        private String name = "";

        /** How much of the arguments was handed over. */
        private int told;

        private final StringBuilder arguments = new StringBuilder();

        private String id() {
            if (id == null) {
                id = "call_" + Id.secret(20);
            }
            return id;
        }

        private ToolCall whole() {
            return new ToolCall(id(), name, arguments.isEmpty() ? "{}" : arguments.toString());
        }
    }

    @Override
    public void onPartialResponse(String piece) {
        hand(() -> sink.text(piece));
    }

    @Override
    public void onPartialThinking(PartialThinking thinking) {
        hand(() -> sink.reasoning(thinking.text()));
    }

    @Override
    public void onPartialToolCall(PartialToolCall part) {
        var call = named(part.index(), part.id(), part.name());
        call.arguments.append(part.partialArguments());
        hand(() -> sink.toolArguments(call.id(), call.name, part.partialArguments()));
    }

    @Override
    public void onCompleteToolCall(CompleteToolCall complete) {
        ToolExecutionRequest request = complete.toolExecutionRequest();
        if (dialect == Dialect.OLLAMA) {
            // Its module joins the calls of several lines into one; they were read before it.
            return;
        }
        whole(complete.index(), request.id(), request.name(), request.arguments());
    }

    // Some providers send a call in one piece.
    private void whole(
            int index, @Nullable String id, @Nullable String name, @Nullable String arguments) {
        var call = named(index, id, name);
        if (call.arguments.isEmpty() && arguments != null) {
            call.arguments.append(arguments);
            hand(() -> sink.toolArguments(call.id(), call.name, arguments));
        }
    }

    @Override
    public void onUnmappedRawEvent(Object event) {
        // LangChain4j knows reasoning_content only.
        if (event instanceof ServerSentEvent raw && dialect == Dialect.OPENAI) {
            var piece = Chunk.reasoning(raw.data());
            if (!piece.isEmpty()) {
                hand(() -> sink.reasoning(piece));
            }
        }
    }

    @Override
    public void onCompleteResponse(ChatResponse response) {
        reason = response.finishReason();
        usage = Counts.usage(response.tokenUsage());
        memo = Memo.of(response.aiMessage());
    }

    @Override
    public void onError(Throwable error) {
        if (failure == null && garbled == null) {
            garbled = error;
        }
    }

    /** The request is sent again after a while; now where that is 0. */
    void waits(Problem reason, long millis) {
        sink.waits(reason, millis);
    }

    /** Takes note of a raw event, and gives what LangChain4j shall read of it. */
    EventReader.Event raw(EventReader.Event event) {
        begun = true;
        var data = event.data();
        if (stated.isEmpty()) {
            stated = Chunk.finishReason(data, dialect);
        }
        if (dialect == Dialect.OLLAMA) {
            Chunk.calls(data)
                    .forEach(call ->
                            whole(
                                    calls.size(),
                                    null,
                                    call.path("name").asText(),
                                    call.path("arguments").toString()));
        } else if (dialect == Dialect.GEMINI) {
            var sources = Chunk.sources(data);
            if (!sources.isEmpty()) {
                hand(() -> sources.forEach(sink::source));
            }
        } else if (dialect == Dialect.OPENAI && Chunk.hasCalls(data)) {
            var chunk = Chunk.apart(data);
            chunk.calls().forEach(this::piece);
            return new EventReader.Event(event.name(), chunk.rest());
        }
        return event;
    }

    /** Takes a piece of a call. A model may write several calls at once. */
    private void piece(JsonNode piece) {
        var id = piece.path("id").asText("");
        var function = piece.path("function");
        var name = function.path("name").asText("");
        var call = named(index(piece, id, name), id, name);
        var arguments = function.path("arguments");
        call.arguments.append(arguments.isObject() ? arguments.toString() : arguments.asText(""));
        var told = call.told;
        if (!call.name.isEmpty() && told < call.arguments.length()) {
            call.told = call.arguments.length();
            hand(() -> sink.toolArguments(call.id(), call.name, call.arguments.substring(told)));
        }
    }

    /**
     * The number of the call that a piece belongs to. Some providers give none, or the same to all
     * calls.
     */
    private int index(JsonNode piece, String id, String name) {
        var next = calls.isEmpty() ? 0 : calls.lastKey() + 1;
        if (piece.hasNonNull("index")) {
            var index = piece.path("index").asInt();
            var call = calls.get(index);
            var another = call != null && !name.isEmpty() && !id.isEmpty() && !id.equals(call.id);
            return another ? next : index;
        }
        for (var call : calls.entrySet()) {
            if (id.equals(call.getValue().id)) {
                return call.getKey();
            }
        }
        return id.isEmpty() ? Math.max(0, next - 1) : next;
    }

    /** Whether anything of the answer has arrived; it cannot be asked for again then. */
    boolean begun() {
        return begun;
    }

    /** Whether a piece was handed over; before that a model may be thinking. */
    boolean spoken() {
        return spoken;
    }

    /** Whether the provider has said why it ends. */
    boolean finished() {
        return !stated.isEmpty();
    }

    /**
     * Throws when reading makes no sense any more: the sink failed, or an event was not understood.
     */
    void require(Endpoint endpoint) {
        if (failure != null) {
            throw failure;
        }
        if (garbled != null) {
            throw endpoint.garbled(garbled);
        }
    }

    Reply reply() {
        var whole = calls.values().stream().map(Call::whole).toList();
        var finish = finish(!whole.isEmpty());
        return new Reply(finish, usage, finish == Finish.TOOL_CALLS ? whole : List.of(), memo);
    }

    private Finish finish(boolean called) {
        var finish =
                reason == null || reason == FinishReason.OTHER
                        ? Reasons.finish(stated)
                        : Reasons.finish(reason);
        // Some providers end a turn with tool calls by "stop".
        return finish == Finish.STOP && called ? Finish.TOOL_CALLS : finish;
    }

    private Call named(int index, @Nullable String id, @Nullable String name) {
        var call = calls.computeIfAbsent(index, i -> new Call());
        if (call.id == null && id != null && !id.isBlank()) {
            call.id = id;
        }
        if (name != null && !name.isBlank()) {
            call.name = name;
        }
        return call;
    }

    private void hand(Runnable piece) {
        if (failure != null) {
            return;
        }
        spoken = true;
        try {
            piece.run();
        } catch (RuntimeException e) {
            failure = e;
        }
    }
}
