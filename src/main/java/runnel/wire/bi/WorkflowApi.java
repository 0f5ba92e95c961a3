package runnel.wire.bi;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import runnel.base.Problem;
import runnel.conversation.Accepted;
import runnel.conversation.Command;
import runnel.conversation.Conversation;
import runnel.conversation.ConversationStore;
import runnel.event.Event;
import runnel.http.ClientGone;
import runnel.http.Request;
import runnel.http.Response;
import runnel.http.Routes;
import runnel.log.Entry;
import runnel.wire.Core;
import runnel.wire.Resume;
import runnel.workflow.Workflow;

/** Questions about data over HTTP: as a stream of steps, or answered at once. */
public final class WorkflowApi {
    /** Conversations among which a run is looked for that a client does not name. */
    private static final int LATEST = 20;

    private final Core core;
    private final String agent;
    private final String cubeUrl;

    /**
     * @param agent the workflow that answers
     * @param cubeUrl the only Cube server that a request may name; empty for none
     */
    public WorkflowApi(Core core, String agent, String cubeUrl) {
        this.core = core;
        this.agent = agent;
        this.cubeUrl = cubeUrl;
    }

    public void routes(Routes routes) {
        routes.post("/workflow/query", this::query);
        routes.post("/workflow/query-sync", this::querySync);
        routes.get("/workflow/runs/{run}/events", this::follow);
    }

    private void query(Request request, Response response) throws InterruptedException, ClientGone {
        var body = body(request);
        var owner = core.owner().apply(request);
        var given = Resume.given(request);
        var id = text(body, "conversation");
        // A client that comes back means its run; asking anew would answer the question twice.
        Accepted run;
        if (given.isEmpty()) {
            run = send(owner, body);
        } else if (id.isEmpty()) {
            run = latest(owner, text(body, "message"), given.get());
        } else {
            run = core.resumed(owner, id, given.get());
        }
        stream(request, response, owner, run);
    }

    private void follow(Request request, Response response)
            throws InterruptedException, ClientGone {
        var owner = core.owner().apply(request);
        stream(request, response, owner, core.run(owner, request.param("run")));
    }

    private void querySync(Request request, Response response)
            throws InterruptedException, ClientGone {
        var body = body(request);
        var owner = core.owner().apply(request);
        var run = send(owner, body);
        var entries = new ArrayList<Entry>();
        try (var conversation = core.conversations().open(run.conversation(), owner);
                var cursor = conversation.cursor(run.seq())) {
            response.onLeave(cursor::end);
            while (!cursor.isEnded() && !isOver(entries, run)) {
                entries.addAll(cursor.next());
            }
        }
        response.json(new Outcomes(run, workflow(body).equals(agent)).fold(entries));
    }

    private static boolean isOver(List<Entry> entries, Accepted run) {
        return !entries.isEmpty()
                && entries.stream()
                        .anyMatch(entry ->
                                entry.event() instanceof Event.RunEnd end
                                        && end.run().equals(run.run()));
    }

    private Accepted send(String owner, JsonNode body) throws InterruptedException {
        var send = new Command.Send(text(body, "message"), "", workflow(body), "", "");
        return core.runs().send(owner, text(body, "conversation"), send);
    }

    /**
     * The latest run that was asked in these words and has such a place: all that a client can name
     * which was never told the conversation, or does not keep it.
     */
    private Accepted latest(String owner, String question, String given) {
        for (var one : core.store().list(owner, ConversationStore.Before.START, LATEST)) {
            try (var conversation = core.conversations().open(one.id(), owner)) {
                var place = Resume.place(given, conversation);
                var run =
                        place.isEmpty()
                                ? Optional.<Accepted>empty()
                                : Resume.run(conversation, core.store(), place.getAsLong());
                if (run.filter(asked -> isAbout(conversation, asked, question)).isPresent()) {
                    return run.get();
                }
            }
        }
        throw new Problem(Problem.Kind.INVALID, "resume-unknown", given);
    }

    private static boolean isAbout(Conversation conversation, Accepted run, String question) {
        for (var entry : conversation.log().range(run.seq() - 1, run.seq())) {
            if (entry.event() instanceof Event.MessageSend send) {
                return send.text().strip().equals(question.strip());
            }
        }
        return false;
    }

    private void stream(Request request, Response response, String owner, Accepted run)
            throws InterruptedException, ClientGone {
        try (var conversation = core.conversations().open(run.conversation(), owner)) {
            var encoder = new StepEncoder(run, request.messages());
            var given = Resume.given(request);
            var after =
                    given.isEmpty()
                            ? run.seq()
                            : Math.max(
                                    run.seq(),
                                    Resume.place(given.get(), conversation).orElse(run.seq()));
            if (after > run.seq()) {
                Resume.seen(conversation, run, after).forEach(encoder::seen);
            }
            if (encoder.isOver()) {
                response.empty();
                return;
            }
            core.live().run(conversation, after, encoder, response.events());
        }
    }

    /**
     * @throws Problem {@code workflow-unknown}
     */
    private String workflow(JsonNode body) {
        var name = text(body, "workflow");
        if (name.isEmpty()) {
            return agent;
        }
        var names = core.runs().workflows().stream().map(Workflow::name).toList();
        if (!names.contains(name)) {
            throw new Problem(
                    Problem.Kind.INVALID, "workflow-unknown", name, String.join(", ", names));
        }
        return name;
    }

    /**
     * @throws Problem {@code workflow-message}, {@code workflow-cube-url}
     */
    private JsonNode body(Request request) {
        var body = request.json();
        if (text(body, "message").isBlank()) {
            throw new Problem(Problem.Kind.INVALID, "workflow-message");
        }
        var url = text(body, "cubejs_url").replaceFirst("/+$", "");
        if (!url.isEmpty() && !url.equals(cubeUrl.replaceFirst("/+$", ""))) {
            throw new Problem(Problem.Kind.FORBIDDEN, "workflow-cube-url", url);
        }
        return body;
    }

    private static String text(JsonNode body, String name) {
        return body.path(name).isTextual() ? body.path(name).textValue() : "";
    }
}
