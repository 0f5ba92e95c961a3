package runnel.wire.htmx;

import java.util.function.LongConsumer;
import org.jspecify.annotations.Nullable;
import runnel.base.Messages;
import runnel.base.Problem;
import runnel.conversation.Wait;
import runnel.event.Event;
import runnel.http.FrameBuffer;
import runnel.log.Entry;
import runnel.markdown.MarkdownStream;
import runnel.wire.Encoder;
import runnel.wire.ReplyFollower;

/**
 * Every event is one complete {@code <li>} of the reply so far, for a page that swaps its last item
 * by it.
 */
final class ListItemEncoder implements Encoder {
    private final Messages messages;
    private final ReplyFollower replies = new ReplyFollower();
    private final LongConsumer shown;

    /** The reply so far; most streams wait for one, and need none till then. */
    private @Nullable MarkdownStream markdown;

    private String problem = "";

    /** What the reply waits for; empty where it goes on. */
    private String wait = "";

    /**
     * @param shown is told of every place in the log that went out
     */
    ListItemEncoder(Messages messages, LongConsumer shown) {
        this.messages = messages;
        this.shown = shown;
    }

    /** Takes into account what the reader has seen already. */
    void seen(Entry entry) {
        apply(entry.event());
    }

    @Override
    public void entry(Entry entry, FrameBuffer out) {
        if (apply(entry.event())) {
            out.id(entry.seq()).data(item()).end();
            shown.accept(entry.seq());
        }
    }

    // Whoever comes again gets the item without it.
    @Override
    public void lost(Problem trouble, long seq, FrameBuffer out) {
        if (!replies.run().isEmpty()) {
            problem = words(trouble);
            out.id(seq).data(item()).end();
        }
    }

    /** Whether the reply looks different now. */
    private boolean apply(Event event) {
        if (replies.begins(event)) {
            problem = "";
            wait = "";
            markdown = null;
            return false;
        }
        if (event instanceof Event.ModelWait waits && replies.isOfReply(waits)) {
            wait = words(Wait.of(waits));
            return true;
        }
        if (event instanceof Event.TextDelta delta && replies.isOfReply(delta)) {
            markdown().append(replies.joined(delta));
            wait = "";
            return true;
        }
        if (event instanceof Event.RunProblem trouble && trouble.run().equals(replies.run())) {
            var told =
                    new Problem(Problem.Kind.UPSTREAM, trouble.code(), trouble.values().toArray());
            problem = words(told);
            wait = "";
            return true;
        }
        if (event instanceof Event.RunEnd end && end.run().equals(replies.run())) {
            var waited = !wait.isEmpty();
            wait = "";
            return waited;
        }
        return false;
    }

    private MarkdownStream markdown() {
        var known = markdown;
        if (known == null) {
            known = new MarkdownStream("", messages);
            markdown = known;
        }
        return known;
    }

    private String words(Problem trouble) {
        return "<p class=\"problem\">"
                + escape(trouble.message(messages))
                + " "
                + escape(trouble.hint(messages))
                + "</p>";
    }

    private String words(Wait told) {
        if (told.isNone()) {
            return "";
        }
        var reason = told.reason().message(messages);
        var words = messages.text("web.model-waits", told.seconds(), reason);
        return "<p class=\"wait\">" + escape(words) + "</p>";
    }

    // One line: a newline in the HTML is written as a character reference, which means the same
    // everywhere.
    private String item() {
        return ("<li>" + markdown().html() + wait + problem + "</li>").replace("\n", "&#10;");
    }

    private static String escape(String text) {
        return text.replace("&", "&amp;").replace("<", "&lt;").replace(">", "&gt;");
    }
}
