package runnel.wire.html;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import java.util.concurrent.atomic.AtomicBoolean;
import org.junit.jupiter.api.Test;
import runnel.base.Problem;
import runnel.event.Event;
import runnel.http.FrameBuffer;
import runnel.log.Entry;
import runnel.wire.Encoder;

/** A guest is told of the end, whatever tells the server of it first. */
class GuestEncoderTest {
    private static final Entry CHANGE = new Entry(7, 0, new Event.ShareChange(""));
    private static final String GONE = "id: 7\nevent: gone\ndata: 0\n\n";

    private final Problem unknown = new Problem(Problem.Kind.NOT_FOUND, "link-unknown");
    private final AtomicBoolean permitted = new AtomicBoolean(true);
    private final GuestEncoder guest = new GuestEncoder(new Inner(), permitted::get);

    @Test
    void theEndIsToldOnceMoreWhereItsFrameWasRefused() {
        permitted.set(false);
        assertThat(entry(CHANGE)).isEqualTo(GONE);
        assertThat(guest.isOver()).isTrue();
        // Its right was asked for in the same moment, so the frame was not sent.
        assertThat(lost(unknown)).isEqualTo(GONE);
    }

    @Test
    void aLinkThatIsThereAgainGoesOn() {
        assertThat(entry(CHANGE)).isEqualTo("data: seen\n\n");
        assertThat(guest.isOver()).isFalse();
        assertThat(lost(unknown)).isEqualTo(GONE);
    }

    @Test
    void whatFailsOtherwiseIsToldAsToOthers() {
        assertThat(lost(new Problem(Problem.Kind.STORAGE, "storage-full")))
                .isEqualTo("data: lost\n\n");
        assertThat(guest.isOver()).isFalse();
    }

    private String entry(Entry entry) {
        var out = new FrameBuffer();
        guest.entry(entry, out);
        return text(out);
    }

    private String lost(Problem problem) {
        var out = new FrameBuffer();
        guest.lost(problem, 7, out);
        return text(out);
    }

    private static String text(FrameBuffer out) {
        return new String(out.toBytes(), UTF_8);
    }

    /** What those see who may read. */
    private static final class Inner implements Encoder {
        @Override
        public void entry(Entry entry, FrameBuffer out) {
            out.data("seen").end();
        }

        @Override
        public void lost(Problem problem, long seq, FrameBuffer out) {
            out.data("lost").end();
        }
    }
}
