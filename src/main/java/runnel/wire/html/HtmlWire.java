package runnel.wire.html;

import java.util.function.BiFunction;
import java.util.function.Function;
import java.util.function.Supplier;
import runnel.base.Problem;
import runnel.conversation.Conversation;
import runnel.conversation.ConversationStore;
import runnel.conversation.Transcript;
import runnel.http.ClientGone;
import runnel.http.Request;
import runnel.http.Response;
import runnel.http.Routes;
import runnel.wire.Core;
import runnel.wire.Resume;

/**
 * The live stream of a page, {@code GET /live?conversation=ID&after=SEQ}, of all pages of a
 * browser, {@code GET /live?follow=ID@SEQ,…}, or of a guest's, {@code GET
 * /shared/SECRET/live?after=SEQ}.
 */
public final class HtmlWire {
    /** Visible messages that a page begins with, and shows anew where it must. */
    public static final int WINDOW_MESSAGES = 30;

    private final Core core;
    private final BiFunction<Request, String, Fragments> fragments;
    private final Function<Request, Fragments> guests;

    /**
     * @param fragments the HTML for who sends a request, of the conversation of that id
     * @param guests the HTML for one who reads by a link
     */
    public HtmlWire(
            Core core,
            BiFunction<Request, String, Fragments> fragments,
            Function<Request, Fragments> guests) {
        this.core = core;
        this.fragments = fragments;
        this.guests = guests;
    }

    public void routes(Routes routes) {
        routes.get("/live", this::live);
        routes.get("/shared/{secret}/live", this::guest);
    }

    /** Ends when the link does. */
    private void guest(Request request, Response response) throws InterruptedException, ClientGone {
        var secret = request.param("secret");
        var link = Core.linkOf(secret);
        try (var conversation = core.shared(secret)) {
            var start =
                    Start.of(
                            conversation,
                            Resume.given(request).orElse(""),
                            guests.apply(request),
                            core.store());
            request.permit(
                    () -> conversation.isSharedBy(link),
                    () -> new Problem(Problem.Kind.NOT_FOUND, "link-unknown"));
            var encoder = new GuestEncoder(start.encoder(), () -> conversation.isSharedBy(link));
            core.live().run(conversation, start.after(), encoder, response.events());
        }
    }

    private void live(Request request, Response response) throws InterruptedException, ClientGone {
        var several = request.query("follow");
        if (several.isPresent()) {
            new ManyPages(core, fragments, request, several.get()).stream(response);
            return;
        }
        var id = request.query("conversation").orElse("");
        try (var conversation = core.conversations().open(id, core.owner().apply(request))) {
            var start =
                    Start.of(
                            conversation,
                            Resume.given(request).orElse(""),
                            fragments.apply(request, id),
                            core.store());
            core.live().run(conversation, start.after(), start.encoder(), response.events());
        }
    }

    /** Where the stream of a conversation begins. */
    record Start(long after, HtmlEncoder encoder) {
        /**
         * @param given the cursor as the page gave it; whatever is none of this log's places has
         *     everything shown anew
         */
        static Start of(
                Conversation conversation, String given, Fragments html, ConversationStore store) {
            Supplier<Transcript> snapshots =
                    () -> Transcript.latest(conversation, store, WINDOW_MESSAGES);
            var place = Resume.place(given, conversation);
            if (place.isPresent()) {
                var moment = Moment.at(place.getAsLong(), conversation, store);
                return new Start(place.getAsLong(), HtmlEncoder.from(moment, html, snapshots));
            }
            var now = snapshots.get();
            return new Start(now.seq(), HtmlEncoder.anew(now, html, snapshots));
        }
    }
}
