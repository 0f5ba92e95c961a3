package runnel.cli.chat;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;

class SseReaderTest {
    @Test
    void aFrameHasANameDataAndTheLastId() throws Exception {
        assertThat(read("id: 7\nevent: text-delta\ndata: {}\n\ndata: x\n\n"))
                .containsExactly(
                        new Frame("text-delta", "{}", "7"), new Frame("message", "x", "7"));
        assertThat(read("id: 7\nevent: a\ndata: {}\n\n").getFirst().seq()).isEqualTo(7);
        assertThat(read("data: x\n\n").getFirst().seq()).isEqualTo(-1);
    }

    @Test
    void linesEndInAnyWay() throws Exception {
        var frames = List.of(new Frame("message", "a\nb", ""), new Frame("message", "c", ""));
        assertThat(read("data: a\ndata: b\n\ndata: c\n\n")).isEqualTo(frames);
        assertThat(read("data: a\r\ndata: b\r\n\r\ndata: c\r\n\r\n")).isEqualTo(frames);
        assertThat(read("data: a\rdata: b\r\rdata: c\r\r")).isEqualTo(frames);
    }

    @Test
    void aByteOrderMarkIsNoPartOfTheFirstLineAndOnlyThere() throws Exception {
        assertThat(read("\uFEFFdata: a\n\n\uFEFFdata: b\n\n"))
                .containsExactly(new Frame("message", "a", ""));
    }

    @Test
    void oneBlankAfterTheColonIsNoData() throws Exception {
        assertThat(read("data:x\ndata: y\ndata:  z\ndata\n\n"))
                .containsExactly(new Frame("message", "x\ny\n z\n", ""));
        assertThat(read("data:\n\n")).containsExactly(new Frame("message", "", ""));
    }

    @Test
    void commentsUnknownFieldsAndFramesWithoutDataAreNothing() throws Exception {
        assertThat(read(": hb\n\nfoo: bar\n\nid: 3\n\nevent: lost\n\ndata: x\n\n"))
                .containsExactly(new Frame("message", "x", "3"));
    }

    @Test
    void anIdWithNulIsIgnoredAndAnEmptyOneForgetsTheLast() throws Exception {
        assertThat(read("id: 1\ndata: a\n\nid: 2\0\ndata: b\n\nid\ndata: c\n\n"))
                .extracting(Frame::id)
                .containsExactly("1", "1", "");
    }

    @Test
    void retryIsDigitsOnly() throws Exception {
        var reader = new SseReader(frame -> {});
        reader.feed(bytes("retry: 12a\nretry: -1\n\n"));
        assertThat(reader.retryMillis()).isEqualTo(-1);
        reader.feed(bytes("retry: 1500\n\n"));
        assertThat(reader.retryMillis()).isEqualTo(1500);
    }

    @Test
    void anUnfinishedFrameIsNone() throws Exception {
        assertThat(read("data: a\n\ndata: b\n")).containsExactly(new Frame("message", "a", ""));
    }

    @Test
    void whereTheBytesAreCutMakesNoDifference() throws Exception {
        var text =
                "\uFEFFid: 1\r\nevent: é\r\ndata: 你好 🙂\r\n\r\n: hb\n\ndata: a\rdata: b\r\rid: 2\ndata: {\"x\":\"\u2028\"}\n\n";
        var whole = read(text);
        assertThat(whole).hasSize(3);
        var bytes = text.getBytes(StandardCharsets.UTF_8);
        var random = new Random(3);
        for (var round = 0; round < 500; round++) {
            var frames = new ArrayList<Frame>();
            var reader = new SseReader(frames::add);
            for (var from = 0; from < bytes.length; ) {
                var length = Math.min(bytes.length - from, 1 + random.nextInt(6));
                reader.feed(ByteBuffer.wrap(bytes, from, length));
                from += length;
            }
            assertThat(frames).isEqualTo(whole);
        }
    }

    private static List<Frame> read(String text) throws IOException {
        var frames = new ArrayList<Frame>();
        new SseReader(frames::add).feed(bytes(text));
        return frames;
    }

    private static ByteBuffer bytes(String text) {
        return ByteBuffer.wrap(text.getBytes(StandardCharsets.UTF_8));
    }
}
