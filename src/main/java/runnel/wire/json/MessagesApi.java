package runnel.wire.json;

import runnel.base.Problem;
import runnel.conversation.Accepted;
import runnel.conversation.Command;
import runnel.conversation.Conversation;
import runnel.conversation.Header;
import runnel.conversation.Transcript;
import runnel.http.ClientGone;
import runnel.http.Request;
import runnel.http.Response;
import runnel.http.Routes;
import runnel.wire.Core;
import runnel.wire.Resume;

/**
 * Sending a message and reading the run that answers it, in one call; and reading a whole
 * conversation live.
 */
public final class MessagesApi {
    private static final int STATE_MESSAGES = 200;

    private final Core core;

    public MessagesApi(Core core) {
        this.core = core;
    }

    public void routes(Routes routes) {
        routes.post("/api/v1/messages", this::send);
        routes.get("/api/v1/runs/{run}/events", this::run);
        routes.get("/api/v1/conversations/{id}/events", this::follow);
    }

    private void send(Request request, Response response) throws InterruptedException, ClientGone {
        var fields = Fields.of(request);
        var owner = core.owner().apply(request);
        var conversation =
                fields.text("user").isEmpty()
                        ? fields.text("conversation")
                        : Core.conversationOf(fields.text("user"));
        var key =
                fields.text("idempotencyKey").isEmpty()
                        ? request.header("Idempotency-Key").map(MessagesApi::unquoted).orElse("")
                        : fields.text("idempotencyKey");
        var given = Resume.given(request);
        if (given.isPresent() && key.isEmpty()) {
            // A client that comes back with the same body means its run, never a new one.
            stream(request, response, owner, resumed(owner, conversation, given.get()));
            return;
        }
        var send =
                new Command.Send(
                        fields.text("text"),
                        fields.text("edits"),
                        fields.text("agent"),
                        fields.text("model"),
                        key,
                        core.store().files().owned(owner, fields.texts("files")));
        stream(request, response, owner, core.runs().send(owner, conversation, send));
    }

    /** The header's value is quoted by those who follow its standard to the letter. */
    private static String unquoted(String value) {
        return value.length() > 1 && value.startsWith("\"") && value.endsWith("\"")
                ? value.substring(1, value.length() - 1)
                : value;
    }

    private Accepted resumed(String owner, String id, String given) {
        if (id.isEmpty()) {
            throw new Problem(Problem.Kind.INVALID, "resume-unknown", given);
        }
        return core.resumed(owner, id, given);
    }

    private void run(Request request, Response response) throws InterruptedException, ClientGone {
        var owner = core.owner().apply(request);
        stream(request, response, owner, core.run(owner, request.param("run")));
    }

    /** Streams a run from its beginning, or from where the reader says it is. */
    private void stream(Request request, Response response, String owner, Accepted run)
            throws InterruptedException, ClientGone {
        try (var conversation = core.conversations().open(run.conversation(), owner)) {
            var encoder = new RunEncoder(run, request.messages());
            var given = Resume.given(request);
            var after = run.seq();
            if (given.isPresent()) {
                var place = Resume.place(given.get(), conversation);
                var known = place.isPresent() && place.getAsLong() >= run.seq();
                after = known ? place.getAsLong() : reset(conversation, run, request, encoder);
                Resume.seen(conversation, run, after).forEach(encoder::seen);
                if (known && encoder.isOver() && isReconnect(request)) {
                    response.empty();
                    return;
                }
            }
            core.live().run(conversation, after, encoder, response.events());
        }
    }

    /**
     * Browsers come again by themselves when a stream has ended, until they are told that there is
     * no more.
     */
    private static boolean isReconnect(Request request) {
        return request.method().equals("GET") && request.lastEventId().isPresent();
    }

    /**
     * Gives the reader the state; where that does not show the run's reply, all of the run follows.
     */
    private long reset(
            Conversation conversation, Accepted run, Request request, RunEncoder encoder) {
        var state = state(conversation);
        encoder.reset(StateJson.of(state, request.messages(), core.prices()));
        return state.messages().stream().anyMatch(message -> isReply(message.header(), run))
                ? state.seq()
                : run.seq();
    }

    private static boolean isReply(Header header, Accepted run) {
        return header.author() == Header.Author.AGENT
                && header.run().equals(run.run())
                && header.state() != Header.State.INTERRUPTED;
    }

    private Transcript state(Conversation conversation) {
        return Transcript.latest(conversation, core.store(), STATE_MESSAGES);
    }

    private void follow(Request request, Response response)
            throws InterruptedException, ClientGone {
        try (var conversation =
                core.conversations().open(request.param("id"), core.owner().apply(request))) {
            var encoder = new ConversationEncoder(conversation.id(), request.messages());
            var after = after(request, conversation, encoder);
            core.live().run(conversation, after, encoder, response.events());
        }
    }

    private long after(Request request, Conversation conversation, ConversationEncoder encoder) {
        var given = Resume.given(request);
        if (given.isEmpty()) {
            return 0;
        }
        var place = Resume.place(given.get(), conversation);
        if (place.isPresent()) {
            return place.getAsLong();
        }
        var state = state(conversation);
        encoder.reset(StateJson.of(state, request.messages(), core.prices()));
        return state.seq();
    }
}
