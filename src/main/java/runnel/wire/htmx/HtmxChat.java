package runnel.wire.htmx;

import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import runnel.base.Id;
import runnel.base.Json;
import runnel.base.Problem;
import runnel.conversation.Command;
import runnel.conversation.Conversation;
import runnel.conversation.Header;
import runnel.http.ClientGone;
import runnel.http.Request;
import runnel.http.Response;
import runnel.http.Routes;
import runnel.wire.Core;
import runnel.wire.Resume;

/**
 * The HTMX chat: a form post queues a message, a stream shows the replies as they grow.
 *
 * <p>A stream that is opened without a cursor begins with the first reply that no stream of this
 * conversation has shown yet, so that a message posted before is answered too. Thread-safe.
 */
public final class HtmxChat {
    private final Core core;
    private final long startMillis;

    /** How many conversations are remembered for what was shown of them. */
    private static final int REMEMBERED = 10_000;

    /**
     * By conversation, how far some stream has shown it since the server started; those that were
     * used last.
     */
    private final Map<String, Long> shown =
            Collections.synchronizedMap(
                    new LinkedHashMap<>(16, 0.75f, true) {
                        @Override
                        protected boolean removeEldestEntry(Map.Entry<String, Long> eldest) {
                            return size() > REMEMBERED;
                        }
                    });

    /**
     * @param startMillis when the server started: what was said before then needs no showing
     */
    public HtmxChat(Core core, long startMillis) {
        this.core = core;
        this.startMillis = startMillis;
    }

    public void routes(Routes routes) {
        routes.post("/chat", this::send);
        routes.get("/stream/{session}", this::stream);
    }

    private void send(Request request, Response response) throws InterruptedException, ClientGone {
        var form = request.form();
        var query = form.first("query").orElse("");
        if (query.isBlank()) {
            throw new Problem(Problem.Kind.INVALID, "message-empty");
        }
        var session =
                form.first("session_id").filter(id -> !id.isBlank()).orElseGet(Id::conversation);
        core.runs().send(core.owner().apply(request), session, Command.Send.of(query));
        response.json(Json.object().put("status", "queued").put("session_id", session));
    }

    private void stream(Request request, Response response)
            throws InterruptedException, ClientGone {
        request.refuseFromElsewhere();
        var owner = core.owner().apply(request);
        try (var conversation =
                core.conversations().openOrCreate(request.param("session"), owner, "")) {
            var encoder =
                    new ListItemEncoder(
                            request.messages(),
                            seq -> shown.merge(conversation.id(), seq, Math::max));
            var after =
                    Resume.given(request)
                            .map(given ->
                                    Resume.place(given, conversation)
                                            .orElseGet(() -> lastReply(conversation)))
                            .orElseGet(() -> beginning(conversation));
            var run = Resume.writing(conversation, core.store(), after);
            run.ifPresent(
                    accepted -> Resume.seen(conversation, accepted, after).forEach(encoder::seen));
            core.live().run(conversation, after, encoder, response.events());
        }
    }

    // Each item is a whole reply, so the last one is all that this page can need.
    private long lastReply(Conversation conversation) {
        return conversation.path().reversed().stream()
                .filter(header -> header.author() == Header.Author.AGENT)
                .findFirst()
                .map(header -> header.firstSeq() - 1)
                .orElseGet(() -> beginning(conversation));
    }

    private long beginning(Conversation conversation) {
        var known = shown.get(conversation.id());
        if (known != null) {
            return known;
        }
        var active = conversation.active().flatMap(run -> conversation.find(run.message()));
        return Stream.of(conversation.path(), conversation.waiting(), active.stream().toList())
                        .flatMap(List::stream)
                        .filter(header ->
                                header.timeMillis() >= startMillis
                                        || active.filter(header::equals).isPresent())
                        .mapToLong(Header::firstSeq)
                        .min()
                        .orElse(conversation.log().durable() + 1)
                - 1;
    }
}
