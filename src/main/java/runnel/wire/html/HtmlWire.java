package runnel.wire.html;

import java.util.OptionalLong;
import java.util.function.BiFunction;
import java.util.function.Supplier;
import runnel.conversation.Transcript;
import runnel.http.ClientGone;
import runnel.http.Request;
import runnel.http.Response;
import runnel.http.Routes;
import runnel.wire.Core;
import runnel.wire.Resume;

/** The live stream of a page, {@code GET /live?conversation=ID&after=SEQ}. */
public final class HtmlWire {
    /** Visible messages that a page begins with, and shows anew where it must. */
    public static final int WINDOW_MESSAGES = 50;

    private final Core core;
    private final BiFunction<Request, String, Fragments> fragments;

    /**
     * @param fragments the HTML for who sends a request, of the conversation of that id
     */
    public HtmlWire(Core core, BiFunction<Request, String, Fragments> fragments) {
        this.core = core;
        this.fragments = fragments;
    }

    public void routes(Routes routes) {
        routes.get("/live", this::live);
    }

    private void live(Request request, Response response) throws InterruptedException, ClientGone {
        var id = request.query("conversation").orElse("");
        try (var conversation = core.conversations().open(id, core.owner().apply(request))) {
            Supplier<Transcript> snapshots =
                    () -> Transcript.latest(conversation, core.store(), WINDOW_MESSAGES);
            var html = fragments.apply(request, id);
            var place =
                    Resume.given(request)
                            .map(given -> Resume.place(given, conversation))
                            .orElse(OptionalLong.empty());
            if (place.isPresent()) {
                var moment = Moment.at(place.getAsLong(), conversation, core.store());
                var encoder = HtmlEncoder.from(moment, html, snapshots);
                core.live().run(conversation, place.getAsLong(), encoder, response.events());
            } else {
                var now = snapshots.get();
                var encoder = HtmlEncoder.anew(now, html, snapshots);
                core.live().run(conversation, now.seq(), encoder, response.events());
            }
        }
    }
}
