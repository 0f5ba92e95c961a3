package runnel.wire.html;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.api.Test;
import runnel.conversation.Header;
import runnel.conversation.Message;
import runnel.conversation.Turn;
import runnel.event.Event;
import runnel.http.FrameBuffer;

/** Where the parts of a reply that is being written find their place. */
final class ReplyTest {
    private static final Message EMPTY =
            new Message(
                    new Header(
                            "m1",
                            "q1",
                            Header.Author.AGENT,
                            "r1",
                            Header.State.WRITING,
                            1,
                            1,
                            1,
                            0),
                    List.of(),
                    List.of("m1"),
                    Turn.of("echo/echo", 1));

    private final Reply reply = new Reply(EMPTY, new PlainFragments());

    @Test
    void steps_stand_in_their_order_whichever_begins_first() {
        assertThat(told(helper(1))).contains("[\"append\",\"m1-body\",");
        assertThat(told(new Event.SourceAdd("m1", 7, 1, "title", "", ""))).doesNotContain("before");
        assertThat(told(helper(0))).contains("[\"before\",\"m1-body\",\"m1-1\",");
        assertThat(told(helper(2))).contains("[\"append\",\"m1-body\",");
        // Begun anew, it stays where it is.
        assertThat(told(helper(0))).contains("[\"replace\",\"m1-0\",");
    }

    @Test
    void text_before_a_step_that_began_earlier_stands_before_it() {
        told(helper(3));
        assertThat(told(new Event.TextDelta("m1", 1, "word")))
                .contains("[\"before\",\"m1-body\",\"m1-3\",");
        assertThat(told(new Event.TextDelta("m1", 4, "last"))).contains("[\"append\",\"m1-body\",");
    }

    private static Event.DelegateStart helper(int part) {
        return new Event.DelegateStart("m1", part, -1, "m1." + part, "step", "echo/echo");
    }

    private String told(Event.OfReply event) {
        var frames = new FrameBuffer();
        var out = new Operations().begin(1, frames);
        reply.apply(event, out);
        out.end();
        return frames.toString();
    }
}
