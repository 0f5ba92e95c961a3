package runnel.web;

import com.fasterxml.jackson.databind.JsonNode;
import java.time.Duration;
import java.util.Locale;
import java.util.function.Function;
import runnel.base.Json;
import runnel.base.Messages;
import runnel.base.Problem;
import runnel.conversation.Accepted;
import runnel.conversation.Command;
import runnel.conversation.Header;
import runnel.http.ClientGone;
import runnel.http.Cookie;
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
    private static final Duration PREFERENCE_AGE = Duration.ofDays(400);

    private final Core core;
    private final Models models;

    WebCommands(Core core, Models models) {
        this.core = core;
        this.models = models;
    }

    void routes(Routes routes) {
        routes.post(Paths.CONVERSATIONS, (request, response) -> send("", request, response));
        routes.post("/preferences", WebCommands::preferences);
        var one = routes.under(Paths.CONVERSATIONS + "/{id}");
        one.post("/messages", (request, response) -> send(request.param("id"), request, response));
        one.post(
                "/title",
                command(request -> new Command.Rename(request.form().first("title").orElse(""))));
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

    /** What the composer holds. */
    private record Draft(String text, String edits, String model, String key) {}

    private void send(String id, Request request, Response response)
            throws InterruptedException, ClientGone {
        var draft = draft(request);
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
                                                "",
                                                chosen(draft.model()),
                                                draft.key()));
        answer(accepted, request, response);
    }

    private boolean isWaiting(String id, String owner, String message) {
        try (var conversation = core.conversations().open(id, owner)) {
            return conversation
                    .find(message)
                    .filter(header -> header.state() == Header.State.WAITING)
                    .isPresent();
        }
    }

    // A form from the browser; from the script JSON, since the escapes of a form would triple a
    // long Chinese text.
    private static Draft draft(Request request) {
        if (request.header("Content-Type").orElse("").startsWith("application/json")) {
            var json = request.json();
            return new Draft(
                    text(json, "text"),
                    text(json, "edits"),
                    text(json, "model"),
                    text(json, "key"));
        }
        var form = request.form();
        return new Draft(
                form.first("text").orElse("").replace("\r\n", "\n"),
                form.first("edits").orElse(""),
                form.first("model").orElse(""),
                form.first("key").orElse(""));
    }

    private static String text(JsonNode json, String name) {
        var node = json.path(name);
        if (!node.isMissingNode() && !node.isNull() && !node.isTextual()) {
            throw new Problem(
                    Problem.Kind.INVALID,
                    "json-field",
                    name,
                    node.getNodeType().name().toLowerCase(Locale.ROOT));
        }
        return node.asText("");
    }

    /** The default is not pinned, so that it may change. */
    private String chosen(String model) {
        return model.equals(models.defaultName()) ? "" : model;
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

    private static void preferences(Request request, Response response) throws ClientGone {
        var form = request.form();
        form.first("theme")
                .filter(Viewer.THEMES::contains)
                .ifPresent(theme ->
                        response.cookie(Cookie.lax(Viewer.THEME_COOKIE, theme, PREFERENCE_AGE)));
        form.first("lang")
                .filter(Messages.LANGUAGES::contains)
                .ifPresent(
                        language -> response.cookie(Cookie.lax("lang", language, PREFERENCE_AGE)));
        response.redirect(Paths.back(form.first("back").orElse("")));
    }
}
