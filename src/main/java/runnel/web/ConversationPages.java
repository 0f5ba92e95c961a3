package runnel.web;

import java.util.HashMap;
import java.util.List;
import runnel.base.Problem;
import runnel.conversation.Conversation;
import runnel.conversation.Header;
import runnel.conversation.Transcript;
import runnel.http.ClientGone;
import runnel.http.Request;
import runnel.http.Response;
import runnel.http.Routes;
import runnel.wire.Core;
import runnel.wire.html.HtmlWire;

/** The page of a conversation, live at its end or a stretch to read, and what it fetches. */
final class ConversationPages {
    /** Messages shown before one that was jumped to. */
    private static final int LEAD_MESSAGES = 8;

    private final Core core;
    private final WebPages pages;

    ConversationPages(Core core, WebPages pages) {
        this.core = core;
        this.pages = pages;
    }

    void routes(Routes routes) {
        routes.get(Paths.CONVERSATIONS + "/{id}", this::show);
        routes.get(Paths.CONVERSATIONS + "/{id}/older", this::older);
        routes.get(Paths.CONVERSATIONS + "/{id}/newer", this::newer);
        routes.get(Paths.CONVERSATIONS + "/{id}/messages/{message}/text", this::source);
    }

    private void show(Request request, Response response) throws ClientGone {
        try (var conversation =
                core.conversations().open(request.param("id"), core.owner().apply(request))) {
            var transcript =
                    Transcript.latest(conversation, core.store(), HtmlWire.WINDOW_MESSAGES);
            var at = request.query("at").filter(id -> !holds(transcript, id));
            if (at.isPresent() && conversation.find(at.get()).isPresent()) {
                reading(request, response, conversation, at.get());
                return;
            }
            var shell = pages.shell(request, conversation.id());
            var html = pages.fragments(request, conversation.id());
            var writing =
                    transcript.messages().stream()
                            .filter(message -> message.header().state() == Header.State.WRITING)
                            .findFirst();
            var values = new HashMap<String, Object>();
            values.put("shell", shell);
            values.put("transcript", transcript);
            values.put("title", html.title(transcript.title()));
            values.put("windowTitle", html.windowTitle(transcript.title()));
            values.put("composer", composer(request, conversation, transcript));
            values.put("messages", html.messages(transcript));
            values.put("waiting", html.waiting(transcript.waiting()));
            values.put("state", html.state(transcript.profile()));
            values.put("arrange", html.arrange(transcript.profile()));
            values.put("settings", html.settings(transcript.profile()));
            values.put("busy", writing.isPresent() || !transcript.waiting().isEmpty());
            values.put(
                    "controls",
                    transcript
                            .active()
                            .map(run -> html.controls(run.id(), run.paused()))
                            .orElseGet(html::idle));
            pages.page(response, "conversation", values);
        }
    }

    /** A stretch of the conversation that is far from its end: to be read, not live. */
    private void reading(
            Request request, Response response, Conversation conversation, String message)
            throws ClientGone {
        var stretch =
                Transcript.around(
                        conversation,
                        core.store(),
                        message,
                        LEAD_MESSAGES,
                        HtmlWire.WINDOW_MESSAGES);
        var html = pages.fragments(request, conversation.id());
        var values = new HashMap<String, Object>();
        values.put("shell", pages.shell(request, conversation.id()));
        values.put("title", html.title(conversation.title()));
        values.put("windowTitle", html.windowTitle(conversation.title()));
        values.put("path", Paths.conversation(conversation.id()));
        values.put("message", message);
        values.put("visible", stretch.visible());
        values.put("messages", html.stretch(stretch));
        pages.page(response, "reading", values);
    }

    private void newer(Request request, Response response) throws ClientGone {
        try (var conversation =
                core.conversations().open(request.param("id"), core.owner().apply(request))) {
            var after = request.query("after").orElse("");
            var stretch =
                    Transcript.around(
                            conversation, core.store(), after, -1, HtmlWire.WINDOW_MESSAGES);
            response.header("Cache-Control", "no-store")
                    .html(pages.fragments(request, conversation.id()).newer(stretch));
        }
    }

    private static boolean holds(Transcript transcript, String message) {
        return transcript.messages().stream().anyMatch(shown -> shown.id().equals(message))
                || transcript.waiting().stream().anyMatch(shown -> shown.id().equals(message));
    }

    private void older(Request request, Response response) throws ClientGone {
        try (var conversation =
                core.conversations().open(request.param("id"), core.owner().apply(request))) {
            var before = request.query("before").orElse("");
            var transcript =
                    Transcript.before(conversation, core.store(), before, HtmlWire.WINDOW_MESSAGES);
            response.header("Cache-Control", "no-store")
                    .html(pages.fragments(request, conversation.id()).messages(transcript));
        }
    }

    /** A message as it was written, to be copied. */
    private void source(Request request, Response response) throws ClientGone {
        try (var conversation =
                core.conversations().open(request.param("id"), core.owner().apply(request))) {
            response.header("Cache-Control", "no-store")
                    .text(text(conversation, request.param("message")));
        }
    }

    private Composer composer(Request request, Conversation conversation, Transcript transcript) {
        var path = Paths.conversation(conversation.id()) + "/messages";
        var edits =
                request.query("edit").filter(id -> conversation.find(id).isPresent()).orElse("");
        var used =
                transcript.messages().reversed().stream()
                        .map(message -> message.turn().model())
                        .filter(model -> !model.isEmpty())
                        .findFirst();
        var chosen = pages.choices(request, transcript.profile().agent());
        return new Composer(
                path,
                edits,
                edits.isEmpty() ? "" : text(conversation, edits),
                transcript.profile().model().isEmpty()
                        ? used.orElse(pages.modelFor(chosen))
                        : transcript.profile().model(),
                chosen,
                WebPages.key());
    }

    private String text(Conversation conversation, String message) {
        var header =
                conversation
                        .find(message)
                        .orElseThrow(() ->
                                new Problem(Problem.Kind.NOT_FOUND, "message-unknown", message));
        return Transcript.read(
                        conversation, core.store(), List.of(header), conversation.log().durable())
                .getFirst()
                .text();
    }
}
