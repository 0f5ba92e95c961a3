package runnel.llm.langchain;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import runnel.base.Clock;

class EventReaderTest {
    private final Watchdog watchdog = new Watchdog(Clock.system(), () -> {});

    @AfterEach
    void close() {
        watchdog.close();
    }

    @Test
    void knowsAllLineEnds() throws IOException {
        assertThat(read("data: a\n\ndata: b\r\n\r\ndata: c\r\rdata: d\n\n"))
                .containsExactly(":a", ":b", ":c", ":d");
    }

    @Test
    void joinsLinesAndNamesEvents() throws IOException {
        assertThat(read("event: error\ndata: a\ndata:b\ndata:  c\ndata\n\ndata: d\n\n"))
                .containsExactly("error:a\nb\n c\n", ":d");
    }

    @Test
    void skipsWhatIsNoEvent() throws IOException {
        assertThat(
                        read(
                                "\uFEFFdata: a\n\n: comment\n\nid: 1\nretry: 2\n\ndatax: no\nevent: e\n\ndata: b\n\n"))
                .containsExactly(":a", ":b");
    }

    @Test
    void takesABareObjectForData() throws IOException {
        assertThat(read("{\"error\":1}\n")).containsExactly(":{\"error\":1}");
    }

    @Test
    void dropsALineThatWasCutOff() throws IOException {
        assertThat(read("data: a\n\ndata: {\"b")).containsExactly(":a");
        assertThat(read("data: a\n\ndata: [DONE]")).containsExactly(":a", ":[DONE]");
        assertThat(read("data: a\n")).containsExactly(":a");
        assertThat(read("")).isEmpty();
    }

    @Test
    void readsTheSameInWhateverPiecesItComes() throws IOException {
        var text =
                "data: é世界🚀\r\n\r\n: c\r\ndata: "
                        + "x".repeat(9_000)
                        + "\n\nevent: e\rdata: z\r\r";
        var whole = read(text);
        assertThat(whole).hasSize(3);
        var bytes = text.getBytes(StandardCharsets.UTF_8);
        for (var seed = 1; seed <= 50; seed++) {
            assertThat(read(new Pieces(bytes, new Random(seed))))
                    .as("seed " + seed)
                    .isEqualTo(whole);
        }
    }

    @Test
    void refusesALineWithoutEnd() {
        var endless =
                new InputStream() {
                    @Override
                    public int read() {
                        return 'x';
                    }
                };
        assertThatThrownBy(() -> read(endless)).isInstanceOf(EventReader.TooLong.class);
    }

    @Test
    void refusesAnEventWithoutEnd() {
        var lines = ("data: " + "x".repeat(1000) + "\n").repeat(5_000);
        assertThatThrownBy(() -> read(lines)).isInstanceOf(EventReader.TooLong.class);
    }

    private List<String> read(String text) throws IOException {
        return read(new ByteArrayInputStream(text.getBytes(StandardCharsets.UTF_8)));
    }

    private List<String> read(InputStream in) throws IOException {
        var events = new ArrayList<String>();
        try (var watch = watchdog.watch(60_000, () -> {})) {
            var reader = new EventReader(in, watch);
            for (var event = reader.next(); event != null; event = reader.next()) {
                events.add(event.name() + ":" + event.data());
            }
        }
        return events;
    }

    /** Gives its bytes in pieces of chance. */
    private static final class Pieces extends InputStream {
        private final ByteArrayInputStream bytes;
        private final Random random;

        private Pieces(byte[] bytes, Random random) {
            this.bytes = new ByteArrayInputStream(bytes);
            this.random = random;
        }

        @Override
        public int read() {
            return bytes.read();
        }

        @Override
        public int read(byte[] into, int offset, int length) {
            return bytes.read(into, offset, Math.min(length, 1 + random.nextInt(7)));
        }
    }
}
