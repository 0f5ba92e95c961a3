package runnel.web;

import java.util.HashMap;
import runnel.base.Id;
import runnel.conversation.Command;
import runnel.conversation.Header;
import runnel.conversation.Transcript;
import runnel.http.Assets;
import runnel.http.ClientGone;
import runnel.http.Request;
import runnel.http.Response;
import runnel.http.Routes;
import runnel.wire.Core;
import runnel.wire.html.HtmlWire;

/**
 * Conversations that others may read by a link: where the owner makes and ends it, and what guests
 * see. Thread-safe.
 *
 * <p>The secret is in the path alone. It is shown when it is made and never again, since only its
 * hash is kept.
 */
final class SharedPages {
    private final Core core;
    private final Templates templates;
    private final Assets assets;
    private final WebPages pages;

    SharedPages(Core core, Templates templates, Assets assets, WebPages pages) {
        this.core = core;
        this.templates = templates;
        this.assets = assets;
        this.pages = pages;
    }

    void routes(Routes routes) {
        routes.get(
                Paths.CONVERSATIONS + "/{id}/share",
                (request, response) -> offer(request, response, ""));
        routes.post(Paths.CONVERSATIONS + "/{id}/share", this::share);
        routes.post(Paths.CONVERSATIONS + "/{id}/unshare", this::unshare);
        routes.get(Paths.SHARED + "{secret}", this::show);
        routes.get(Paths.SHARED + "{secret}/older", this::older);
    }

    /** The pieces of HTML for a guest. */
    PageFragments fragments(Request request) {
        return pages.fragments(guest(request));
    }

    private static Viewer guest(Request request) {
        return Viewer.of(request).by(Paths.SHARED + request.param("secret"));
    }

    private void share(Request request, Response response) throws InterruptedException, ClientGone {
        var secret = Id.secret(Core.LINK_CHARS);
        command(request, new Command.Share(Core.linkOf(secret)));
        offer(request, response, WebPages.origin(request) + Paths.SHARED + secret);
    }

    private void unshare(Request request, Response response)
            throws InterruptedException, ClientGone {
        command(request, new Command.Share(""));
        response.redirect(Paths.conversation(request.param("id")) + "/share");
    }

    private void command(Request request, Command command) throws InterruptedException {
        core.runs().command(core.owner().apply(request), request.param("id"), command);
    }

    /**
     * @param link that was just made; empty for none
     */
    private void offer(Request request, Response response, String link) throws ClientGone {
        try (var conversation =
                core.conversations().open(request.param("id"), core.owner().apply(request))) {
            var values = new HashMap<String, Object>();
            values.put("shell", pages.shell(request, conversation.id()));
            values.put("path", Paths.conversation(conversation.id()));
            values.put("title", conversation.title());
            values.put("shared", conversation.profile().isShared());
            values.put("link", link);
            response.header("Cache-Control", "no-store").html(templates.render("share", values));
        }
    }

    private void show(Request request, Response response) throws ClientGone {
        try (var conversation = core.shared(request.param("secret"))) {
            var transcript =
                    Transcript.latest(conversation, core.store(), HtmlWire.WINDOW_MESSAGES);
            var html = fragments(request);
            var writing =
                    transcript.messages().stream()
                            .anyMatch(message -> message.header().state() == Header.State.WRITING);
            var values = new HashMap<String, Object>();
            values.put("viewer", guest(request));
            values.put("assets", assets);
            values.put("title", html.title(transcript.title()));
            values.put("windowTitle", html.windowTitle(transcript.title()));
            values.put("messages", html.messages(transcript));
            values.put("seq", transcript.seq());
            values.put("busy", writing);
            discreet(response).html(templates.render("shared", values));
        }
    }

    private void older(Request request, Response response) throws ClientGone {
        try (var conversation = core.shared(request.param("secret"))) {
            var before = request.query("before").orElse("");
            var transcript =
                    Transcript.before(conversation, core.store(), before, HtmlWire.WINDOW_MESSAGES);
            discreet(response).html(fragments(request).messages(transcript));
        }
    }

    /** The address is a secret: nobody is told where a reader comes from, and nothing lists it. */
    private static Response discreet(Response response) {
        return response.header("Cache-Control", "no-store")
                .header("Referrer-Policy", "no-referrer")
                .header("X-Robots-Tag", "noindex, nofollow");
    }
}
