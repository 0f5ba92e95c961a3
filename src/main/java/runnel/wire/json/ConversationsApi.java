package runnel.wire.json;

import java.util.ArrayList;
import java.util.Optional;
import java.util.stream.Stream;
import runnel.base.Id;
import runnel.base.Json;
import runnel.base.Problem;
import runnel.conversation.Accepted;
import runnel.conversation.Command;
import runnel.conversation.Conversation;
import runnel.conversation.ConversationStore;
import runnel.conversation.Transcript;
import runnel.event.Feedback;
import runnel.http.ClientGone;
import runnel.http.Request;
import runnel.http.Response;
import runnel.http.Routes;
import runnel.wire.Core;

/** Conversations as JSON: list, read, and the commands to their messages. */
public final class ConversationsApi {
    private static final int LIST_DEFAULT = 50;
    private static final int LIST_MOST = 200;

    private final Core core;

    public ConversationsApi(Core core) {
        this.core = core;
    }

    public void routes(Routes routes) {
        var api = routes.under("/api/v1/conversations");
        api.get("", this::list);
        api.get("/{id}", this::read);
        api.patch("/{id}", this::arrange);
        api.delete(
                "/{id}",
                (request, response) ->
                        command(request, response, new Command.Delete(core.undoMillis())));
        api.post(
                "/{id}/restore",
                (request, response) -> command(request, response, new Command.Restore()));
        api.post("/{id}/seen", this::seen);
        api.put("/{id}/share", this::share);
        api.delete(
                "/{id}/share",
                (request, response) -> command(request, response, new Command.Share("")));
        api.put(
                "/{id}/messages/{message}/feedback",
                (request, response) ->
                        command(
                                request,
                                response,
                                new Command.Rate(request.param("message"), feedback(request))));
        api.post(
                "/{id}/messages/{message}/move",
                (request, response) ->
                        command(
                                request,
                                response,
                                new Command.Move(
                                        request.param("message"),
                                        Fields.of(request).text("before"))));
        api.patch(
                "/{id}/messages/{message}",
                (request, response) ->
                        command(
                                request,
                                response,
                                new Command.Edit(
                                        request.param("message"),
                                        Fields.of(request).text("text"))));
        api.delete(
                "/{id}/messages/{message}",
                (request, response) ->
                        command(request, response, new Command.Remove(request.param("message"))));
        api.post(
                "/{id}/messages/{message}/select",
                (request, response) ->
                        command(request, response, new Command.Select(request.param("message"))));
        api.post(
                "/{id}/messages/{message}/regenerate",
                (request, response) ->
                        command(
                                request,
                                response,
                                new Command.Regenerate(
                                        request.param("message"),
                                        Fields.ofOptional(request).text("model"))));
    }

    private void list(Request request, Response response) throws ClientGone {
        var limit = limit(request);
        var answer = Json.object();
        var user = request.query("user");
        if (user.isPresent()) {
            // The one that lasts for this name, if it exists.
            var own = answer.putArray("conversations");
            core.store()
                    .find(Core.conversationOf(user.get()))
                    .filter(summary -> summary.owner().equals(core.owner().apply(request)))
                    .ifPresent(summary -> own.add(StateJson.of(summary)));
            response.json(answer);
            return;
        }
        var before =
                request.query("before")
                        .map(ConversationsApi::before)
                        .orElse(ConversationStore.Before.START);
        var page = core.store().list(core.owner().apply(request), shelf(request), before, limit);
        var conversations = answer.putArray("conversations");
        page.forEach(summary -> conversations.add(StateJson.of(summary)));
        if (page.size() == limit) {
            var last = page.getLast();
            answer.put("next", last.updatedMillis() + "." + last.id());
        }
        response.json(answer);
    }

    private static ConversationStore.Shelf shelf(Request request) {
        var archived = request.query("archived").orElse("false");
        if (!archived.equals("true") && !archived.equals("false")) {
            throw new Problem(Problem.Kind.INVALID, "query-value", "archived", archived);
        }
        return new ConversationStore.Shelf(
                request.query("folder"), archived.equals("true"), Optional.empty());
    }

    /** Changes what is named in the body; all of it is checked before any of it is done. */
    private void arrange(Request request, Response response)
            throws InterruptedException, ClientGone {
        var fields = Fields.of(request);
        var commands = new ArrayList<Command>();
        fields.given("title").ifPresent(title -> commands.add(new Command.Rename(title(title))));
        fields.given("folder").ifPresent(folder -> commands.add(new Command.PutAway(folder)));
        fields.flag("pinned").ifPresent(pinned -> commands.add(new Command.Pin(pinned)));
        fields.flag("archived").ifPresent(archived -> commands.add(new Command.Archive(archived)));
        fields.given("model").ifPresent(model -> commands.add(new Command.UseModel(model)));
        fields.given("agent").ifPresent(agent -> commands.add(new Command.UseAgent(agent)));
        fields.given("instruction")
                .ifPresent(instruction -> commands.add(new Command.Instruct(instruction)));
        if (commands.isEmpty()) {
            throw new Problem(Problem.Kind.INVALID, "nothing-to-change");
        }
        var owner = core.owner().apply(request);
        response.json(answer(core.runs().commands(owner, request.param("id"), commands)));
    }

    /** Makes a link; its secret is told here and never again. */
    private void share(Request request, Response response) throws InterruptedException, ClientGone {
        var secret = Id.secret(Core.LINK_CHARS);
        var command = new Command.Share(Core.linkOf(secret));
        core.runs().command(core.owner().apply(request), request.param("id"), command);
        response.header("Cache-Control", "no-store")
                .json(Json.object().put("path", "/shared/" + secret));
    }

    private static Feedback feedback(Request request) {
        var word = Fields.of(request).text("feedback");
        return Stream.of(Feedback.values())
                .filter(feedback -> feedback.word().equals(word))
                .findFirst()
                .orElseThrow(
                        () -> new Problem(Problem.Kind.INVALID, "query-value", "feedback", word));
    }

    private void seen(Request request, Response response) throws ClientGone {
        try (var conversation =
                core.conversations().open(request.param("id"), core.owner().apply(request))) {
            core.conversations().seen(conversation, conversation.log().durable());
            response.empty();
        }
    }

    private void read(Request request, Response response) throws ClientGone {
        try (var conversation =
                core.conversations().open(request.param("id"), core.owner().apply(request))) {
            var limit = limit(request);
            var before = request.query("before").map(message -> known(conversation, message));
            var transcript =
                    before.isPresent()
                            ? Transcript.before(conversation, core.store(), before.get(), limit)
                            : Transcript.latest(conversation, core.store(), limit);
            response.json(StateJson.of(transcript, request.messages(), core.prices()));
        }
    }

    private void command(Request request, Response response, Command command)
            throws InterruptedException, ClientGone {
        response.json(
                answer(
                        core.runs()
                                .command(
                                        core.owner().apply(request),
                                        request.param("id"),
                                        command)));
    }

    static Object answer(Accepted accepted) {
        return Json.object()
                .put("conversation", accepted.conversation())
                .put("message", accepted.message())
                .put("run", accepted.run())
                .put("seq", accepted.seq());
    }

    private static String title(String title) {
        if (title.isBlank()) {
            throw new Problem(Problem.Kind.INVALID, "title-empty");
        }
        return title;
    }

    private static String known(Conversation conversation, String message) {
        if (conversation.find(message).isEmpty()) {
            throw new Problem(Problem.Kind.NOT_FOUND, "message-unknown", message);
        }
        return message;
    }

    private static ConversationStore.Before before(String text) {
        var dot = text.indexOf('.');
        try {
            return new ConversationStore.Before(
                    Long.parseLong(text.substring(0, Math.max(0, dot))), text.substring(dot + 1));
        } catch (NumberFormatException e) {
            throw new Problem(Problem.Kind.INVALID, "query-value", "before", text);
        }
    }

    private static int limit(Request request) {
        var text = request.query("limit").orElse(String.valueOf(LIST_DEFAULT));
        try {
            var limit = Integer.parseInt(text);
            if (limit >= 1 && limit <= LIST_MOST) {
                return limit;
            }
        } catch (NumberFormatException e) {
            // Said below.
        }
        throw new Problem(Problem.Kind.INVALID, "query-value", "limit", text);
    }
}
