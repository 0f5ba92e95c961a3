package runnel.wire.html;

import java.util.ArrayList;
import java.util.List;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.function.BiFunction;
import runnel.base.Json;
import runnel.base.Problem;
import runnel.conversation.Conversation;
import runnel.http.ClientGone;
import runnel.http.FrameBuffer;
import runnel.http.Request;
import runnel.http.Response;
import runnel.log.Cursor;
import runnel.log.Cursors;
import runnel.run.News;
import runnel.wire.Core;
import runnel.wire.LiveStream.Channel;

/**
 * One stream for all pages of a browser: each has its own place in its own conversation, and all
 * hear when a run of their owner ends anywhere, and when tools come and go.
 */
final class ManyPages {
    /** Pages that one stream can serve. */
    static final int PAGES = 64;

    private final Core core;
    private final BiFunction<Request, String, Fragments> fragments;
    private final Request request;
    private final List<Asked> asked;
    private final Queue<News.Item> news = new ConcurrentLinkedQueue<>();
    private final List<Integer> gone = new ArrayList<>();
    private final String owner;
    private long told = -1;
    private long heard;

    /**
     * @param follow the conversations and places, {@code ID@SEQ,ID@SEQ}; empty for news alone
     */
    ManyPages(
            Core core,
            BiFunction<Request, String, Fragments> fragments,
            Request request,
            String follow) {
        this.core = core;
        this.fragments = fragments;
        this.request = request;
        asked = parse(follow);
        owner = core.owner().apply(request);
    }

    void stream(Response response) throws InterruptedException, ClientGone {
        var now = core.runs().news().last();
        heard = Math.min(now, request.query("news").map(ManyPages::number).orElse(now));
        var conversations = new ArrayList<Conversation>();
        var channels = new ArrayList<Channel>();
        try {
            open(conversations, channels);
            try (var cursors = new Cursors(channels.stream().map(Channel::cursor).toList());
                    var _ = core.runs().news().listen(owner, heard, item -> tell(item, cursors))) {
                core.live().run(channels, cursors, this::aside, this::count, response.events());
            }
        } finally {
            // Also where one of them could not be opened.
            channels.forEach(channel -> channel.cursor().close());
            conversations.forEach(Conversation::close);
        }
    }

    private void open(List<Conversation> conversations, List<Channel> channels) {
        for (var number = 0; number < asked.size(); number++) {
            try {
                var page = asked.get(number);
                var conversation = core.conversations().open(page.conversation(), owner);
                conversations.add(conversation);
                var html = fragments.apply(request, page.conversation());
                var start = HtmlWire.Start.of(conversation, page.place(), html, core.store());
                channels.add(
                        new Channel(number, cursor(conversation, start.after()), start.encoder()));
            } catch (Problem e) {
                if (e.kind() != Problem.Kind.NOT_FOUND) {
                    throw e;
                }
                gone.add(number);
            }
        }
    }

    // Closed with the group that it joins, and with the stream.
    @SuppressWarnings("MustBeClosedChecker")
    private static Cursor cursor(Conversation conversation, long after) {
        return conversation.cursor(after);
    }

    private void tell(News.Item item, Cursors cursors) {
        news.add(item);
        cursors.nudge();
    }

    /** Changes with what a list of conversations shows. */
    private long count() {
        return core.conversations().bulletin().count(owner);
    }

    private void aside(FrameBuffer out) {
        var count = count();
        if (count != told) {
            told = count;
            var data =
                    Json.object()
                            .put("list", String.valueOf(count))
                            .put("at", heard)
                            .put("changed", core.runs().news().lastChange());
            out.event("news").data(data.toString()).end();
        }
        for (var number : gone) {
            out.event("gone").open().number(number).end();
        }
        gone.clear();
        for (var item = news.poll(); item != null; item = news.poll()) {
            heard = item.number();
            var data = Json.object().put("at", heard);
            switch (item) {
                case News.Item.Ended(_, var conversation, var title, var outcome) ->
                        data.put("conversation", conversation)
                                .put("text", html(conversation).news(title, outcome));
                case News.Item.Tools(_, var change) ->
                        data.put("tools", change.server()).put("text", html("").news(change));
            }
            out.event("news").data(data.toString()).end();
        }
    }

    private Fragments html(String conversation) {
        return fragments.apply(request, conversation);
    }

    private static List<Asked> parse(String follow) {
        var all = new ArrayList<Asked>();
        for (var page : follow.isEmpty() ? new String[0] : follow.split(",", -1)) {
            var at = page.indexOf('@');
            if (at <= 0) {
                throw new Problem(Problem.Kind.INVALID, "follow-invalid", page);
            }
            all.add(new Asked(page.substring(0, at), page.substring(at + 1)));
        }
        if (all.size() > PAGES) {
            throw new Problem(
                    Problem.Kind.INVALID,
                    "follow-too-many",
                    String.valueOf(all.size()),
                    String.valueOf(PAGES));
        }
        return all;
    }

    private static long number(String news) {
        try {
            return Long.parseLong(news);
        } catch (NumberFormatException e) {
            throw new Problem(Problem.Kind.INVALID, "follow-invalid", news);
        }
    }

    private record Asked(String conversation, String place) {}
}
