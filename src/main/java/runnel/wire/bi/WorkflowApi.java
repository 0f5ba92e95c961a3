package runnel.wire.bi;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;
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
    private final Function<String, Optional<String>> servers;

    /**
     * @param agent the workflow that answers
     * @param servers the workflow that asks the Cube server at an address; empty for one that
     *     nobody may name
     */
    public WorkflowApi(Core core, String agent, Function<String, Optional<String>> servers) {
        this.core = core;
        this.agent = agent;
        this.servers = servers;
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
        response.json(new Outcomes(run, isAboutData(body)).fold(entries));
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
     * The latest run that was asked in these words and has such a place, else the latest that was
     * asked in them: all that a client can name which was never told the conversation, or does not
     * keep it.
     */
    private Accepted latest(String owner, String question, String given) {
        var other = Optional.<Accepted>empty();
        for (var one : core.store().list(owner, ConversationStore.Before.START, LATEST)) {
            try (var conversation = core.conversations().open(one.id(), owner)) {
                var place = Resume.place(given, conversation);
                var seq = place.orElse(conversation.log().durable());
                var run =
                        Resume.run(conversation, core.store(), seq)
                                .filter(asked -> isAbout(conversation, asked, question));
                if (run.isPresent() && place.isPresent()) {
                    return run.get();
                }
                other = other.or(() -> run);
            }
        }
        return other.orElseThrow(() -> new Problem(Problem.Kind.INVALID, "resume-unknown", given));
    }

    private static boolean isAbout(Conversation conversation, Accepted run, String question) {
        for (var entry : conversation.log().range(run.seq() - 1, run.seq())) {
            if (entry.event() instanceof Event.MessageSend send) {
                return send.text().strip().equals(question.strip());
            }
        }
        return false;
    }

    /** The numbers of those steps of a workflow that are done at the same time as others. */
    private Set<Integer> together(String name) {
        var numbers = new HashSet<Integer>();
        var workflow =
                core.runs().workflows().stream().filter(one -> one.name().equals(name)).findFirst();
        var first = 0;
        for (var group : workflow.map(Workflow::groups).orElse(List.of())) {
            var next = first + group.steps().size();
            for (var i = first; next - first > 1 && i < next; i++) {
                numbers.add(i);
            }
            first = next;
        }
        return numbers;
    }

    private void stream(Request request, Response response, String owner, Accepted run)
            throws InterruptedException, ClientGone {
        try (var conversation = core.conversations().open(run.conversation(), owner)) {
            var encoder = new StepEncoder(run, request.messages(), this::together);
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
        if (name.isEmpty() || name.equals(agent)) {
            return server(body);
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
        server(body);
        return body;
    }

    /**
     * The workflow that asks the server which a request names, or the usual one.
     *
     * @throws Problem {@code workflow-cube-url}
     */
    private String server(JsonNode body) {
        var url = body.path("cubejs_url");
        if (url.isMissingNode() || url.isNull() || url.isTextual() && url.textValue().isEmpty()) {
            return agent;
        }
        return Optional.ofNullable(url.textValue())
                .flatMap(servers)
                .orElseThrow(
                        () -> new Problem(Problem.Kind.FORBIDDEN, "workflow-cube-url", named(url)));
    }

    private static String named(JsonNode url) {
        return url.isTextual() ? url.textValue() : url.toString();
    }

    private boolean isAboutData(JsonNode body) {
        var name = workflow(body);
        return name.equals(agent) || name.equals(server(body));
    }

    private static String text(JsonNode body, String name) {
        return body.path(name).isTextual() ? body.path(name).textValue() : "";
    }
}
