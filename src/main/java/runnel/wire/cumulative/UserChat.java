package runnel.wire.cumulative;

import runnel.base.Problem;
import runnel.conversation.Accepted;
import runnel.conversation.Command;
import runnel.conversation.Conversation;
import runnel.http.ClientGone;
import runnel.http.Request;
import runnel.http.Response;
import runnel.http.Routes;
import runnel.wire.Core;
import runnel.wire.Resume;

/** The user-name chat: one call asks and streams the answer; each user's conversation lasts. */
public final class UserChat {
    private static final int NAME_CHARS = 200;

    private final Core core;

    public UserChat(Core core) {
        this.core = core;
    }

    public void routes(Routes routes) {
        routes.get("/stream", this::stream);
    }

    private void stream(Request request, Response response)
            throws InterruptedException, ClientGone {
        request.refuseFromElsewhere();
        var user = required(request, "username");
        var query = required(request, "query");
        if (user.length() > NAME_CHARS) {
            throw new Problem(
                    Problem.Kind.INVALID, "query-value", "username", user.substring(0, NAME_CHARS));
        }
        if (request.method().equals("HEAD")) {
            // Whoever only looks, such as a preview of links, asks nothing.
            response.events().close();
            return;
        }
        var owner = core.owner().apply(request);
        var id = Core.conversationOf(user);
        try (var conversation = core.conversations().openOrCreate(id, owner, user)) {
            var place = Resume.given(request).map(given -> Resume.place(given, conversation));
            // A client that comes back means its run; asking anew would answer the question twice.
            var after = place.isPresent() ? place.get().orElse(0) : -1;
            var run =
                    after < 0
                            ? core.runs().send(owner, id, Command.Send.of(query))
                            : Resume.run(
                                            conversation,
                                            core.store(),
                                            after == 0 ? Long.MAX_VALUE : after)
                                    .orElseThrow(() -> unknown(request));
            stream(request, response, run, Math.max(after, run.seq()));
        }
    }

    private void stream(Request request, Response response, Accepted run, long after)
            throws InterruptedException, ClientGone {
        try (var conversation =
                core.conversations().open(run.conversation(), core.owner().apply(request))) {
            var encoder = reader(request, conversation, run, after);
            var whole = reader(request, conversation, run, conversation.log().durable());
            if (whole.isOver() && whole.text().equals(encoder.text())) {
                // Nothing is left to say; this is what tells a browser not to come again.
                response.empty();
                return;
            }
            core.live().run(conversation, after, encoder, response.events());
        }
    }

    /** An encoder that knows what a reader knows who has seen everything up to {@code seq}. */
    private static CumulativeEncoder reader(
            Request request, Conversation conversation, Accepted run, long seq) {
        var encoder = new CumulativeEncoder(run.run(), request.messages());
        Resume.seen(conversation, run, seq).forEach(encoder::seen);
        return encoder;
    }

    private static Problem unknown(Request request) {
        return new Problem(
                Problem.Kind.INVALID, "resume-unknown", Resume.given(request).orElse(""));
    }

    private static String required(Request request, String name) {
        return request.query(name)
                .filter(value -> !value.isBlank())
                .orElseThrow(() -> new Problem(Problem.Kind.INVALID, "query-missing", name));
    }
}
