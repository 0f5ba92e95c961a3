package runnel.web;

import java.util.List;
import java.util.function.Function;
import runnel.agent.Agents;
import runnel.base.Json;
import runnel.base.Problem;
import runnel.conversation.Accepted;
import runnel.conversation.Command;
import runnel.conversation.Header;
import runnel.event.Feedback;
import runnel.http.ClientGone;
import runnel.http.Handler;
import runnel.http.Request;
import runnel.http.Response;
import runnel.http.Routes;
import runnel.llm.Models;
import runnel.wire.Core;

/**
 * What the forms of the pages are posted to.
 *
 * <p>A form that was posted by a script gets a short answer, since the page learns from the log
 * what has changed; one that was posted by the browser is sent back to its page. Thread-safe.
 */
final class WebCommands {
    private final Core core;
    private final Models models;
    private final Agents agents;

    WebCommands(Core core, Models models, Agents agents) {
        this.core = core;
        this.models = models;
        this.agents = agents;
    }

    void routes(Routes routes) {
        routes.post(Paths.CONVERSATIONS, (request, response) -> send("", request, response));
        routes.post("/preferences", Viewer::keep);
        var one = routes.under(Paths.CONVERSATIONS + "/{id}");
        one.post("/messages", (request, response) -> send(request.param("id"), request, response));
        one.post(
                "/title",
                command(request -> new Command.Rename(request.form().first("title").orElse(""))));
        arrangements(one);
        one.post("/seen", this::seen);
        one.post("/messages/{message}/show", this::show);
        one.post(
                "/messages/{message}/move",
                command(request ->
                        new Command.Move(
                                request.param("message"), request.query("before").orElse(""))));
        one.post(
                "/messages/{message}/remove",
                command(request -> new Command.Remove(request.param("message"))));
        one.post(
                "/messages/{message}/select",
                command(request -> new Command.Select(request.param("message"))));
        one.post(
                "/messages/{message}/regenerate",
                command(request ->
                        new Command.Regenerate(
                                request.param("message"),
                                chosen(request.query("model").orElse("")))));
        one.post("/messages/{message}/go-on", this::goOn);
        one.post(
                "/messages/{message}/feedback",
                command(request ->
                        new Command.Rate(
                                request.param("message"),
                                isGiven(request, "good")
                                        ? Feedback.GOOD
                                        : isGiven(request, "bad") ? Feedback.BAD : Feedback.NONE)));
        one.post(
                "/runs/{run}/cancel", command(request -> new Command.Cancel(request.param("run"))));
        one.post("/runs/{run}/pause", command(request -> new Command.Pause(request.param("run"))));
        one.post(
                "/runs/{run}/approvals/{approval}",
                command(request ->
                        new Command.Answer(
                                request.param("run"),
                                request.param("approval"),
                                request.query("allow").orElse("").equals("true"))));
        one.post(
                "/runs/{run}/resume", command(request -> new Command.Resume(request.param("run"))));
    }

    /** Commands that concern a conversation as a whole. */
    private void arrangements(Routes one) {
        one.post("/pin", command(request -> new Command.Pin(isWanted(request))));
        one.post("/archive", command(request -> new Command.Archive(isWanted(request))));
        one.post(
                "/folder",
                command(request -> new Command.PutAway(request.form().first("folder").orElse(""))));
        one.post("/delete", command(request -> new Command.Delete(core.undoMillis())));
        one.post("/restore", command(request -> new Command.Restore()));
        one.post(
                "/model",
                command(request ->
                        new Command.UseModel(chosen(request.form().first("model").orElse("")))));
        one.post(
                "/agent",
                command(request ->
                        new Command.UseAgent(wanted(request.form().first("agent").orElse("")))));
        one.post(
                "/instruction",
                command(request ->
                        new Command.Instruct(
                                request.form()
                                        .first("instruction")
                                        .orElse("")
                                        .replace("\r\n", "\n"))));
    }

    private static boolean isGiven(Request request, String to) {
        return request.query("to").orElse("").equals(to);
    }

    private static boolean isWanted(Request request) {
        return request.query("to").orElse("true").equals("true");
    }

    private void seen(Request request, Response response) throws ClientGone {
        try (var conversation =
                core.conversations().open(request.param("id"), core.owner().apply(request))) {
            core.conversations().seen(conversation, conversation.log().durable());
            response.empty();
        }
    }

    /** Chooses the versions that lead to a message, so that it is visible. */
    private void show(Request request, Response response) throws InterruptedException, ClientGone {
        var owner = core.owner().apply(request);
        var id = request.param("id");
        var message = request.param("message");
        List<Header> hidden;
        try (var conversation = core.conversations().open(id, owner)) {
            var visible = conversation.path().stream().map(Header::id).toList();
            hidden =
                    conversation.pathTo(message).stream()
                            .filter(header -> !visible.contains(header.id()))
                            .toList();
        }
        for (var header : hidden) {
            core.runs().command(owner, id, new Command.Select(header.id()));
        }
        var path = Paths.at(Paths.conversation(id), message, "");
        if (request.header("HX-Request").isPresent()) {
            response.header("HX-Redirect", path).empty();
        } else {
            response.redirect(path);
        }
    }

    private void send(String id, Request request, Response response)
            throws InterruptedException, ClientGone {
        var draft = Draft.of(request);
        var owner = core.owner().apply(request);
        var accepted =
                !draft.edits().isEmpty() && isWaiting(id, owner, draft.edits())
                        ? core.runs()
                                .command(owner, id, new Command.Edit(draft.edits(), draft.text()))
                        : core.runs()
                                .send(
                                        owner,
                                        id,
                                        new Command.Send(
                                                draft.text(),
                                                draft.edits(),
                                                wanted(draft.agent()),
                                                chosen(draft.model(), draft.agent()),
                                                draft.key(),
                                                core.store().files().owned(owner, draft.files())));
        if (id.isEmpty() && !wanted(draft.agent()).isEmpty()) {
            // Who answers first goes on to answer.
            var agent = new Command.UseAgent(wanted(draft.agent()));
            core.runs().command(owner, accepted.conversation(), agent);
        }
        answer(accepted, request, response);
    }

    /** Asks for the rest of an answer that broke off: once, however often it is pressed. */
    private void goOn(Request request, Response response) throws InterruptedException, ClientGone {
        var owner = core.owner().apply(request);
        var id = request.param("id");
        var message = request.param("message");
        try (var conversation = core.conversations().open(id, owner)) {
            if (conversation.find(message).isEmpty()) {
                throw new Problem(Problem.Kind.NOT_FOUND, "message-unknown", message);
            }
        }
        var words = Viewer.of(request).text("go-on.words");
        var send = new Command.Send(words, "", "", "", "go-on-" + message);
        answer(core.runs().send(owner, id, send), request, response);
    }

    private boolean isWaiting(String id, String owner, String message) {
        try (var conversation = core.conversations().open(id, owner)) {
            return conversation
                    .find(message)
                    .filter(header -> header.state() == Header.State.WAITING)
                    .isPresent();
        }
    }

    /** The default is not pinned, so that it may change. */
    private String chosen(String model) {
        return model.equals(models.defaultName()) ? "" : model;
    }

    /** The model that was chosen, where it is not the one that this agent wants anyway. */
    private String chosen(String model, String agent) {
        var wish = agents.find(agent).map(found -> found.model()).orElse("");
        if (wish.isEmpty()) {
            return chosen(model);
        }
        return model.equals(wish) ? "" : model;
    }

    private String wanted(String agent) {
        return agent.equals(agents.standard().name()) ? "" : agent;
    }

    private Handler command(Function<Request, Command> command) {
        return (request, response) ->
                answer(
                        core.runs()
                                .command(
                                        core.owner().apply(request),
                                        request.param("id"),
                                        command.apply(request)),
                        request,
                        response);
    }

    private static void answer(Accepted accepted, Request request, Response response)
            throws ClientGone {
        var path = Paths.conversation(accepted.conversation());
        if (request.header("HX-Request").isPresent()) {
            response.empty();
        } else if (request.header("Accept").orElse("").startsWith("application/json")) {
            response.json(
                    Json.object()
                            .put("path", path)
                            .put("message", accepted.message())
                            .put("seq", accepted.seq()));
        } else {
            response.redirect(path);
        }
    }
}
