package runnel.http;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.databind.node.TextNode;
import java.nio.charset.StandardCharsets;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import runnel.base.Json;

class FrameBufferTest {
    private final FrameBuffer frames = new FrameBuffer(1);

    @Test
    void aFrameHasItsFieldsInLinesAndAnEmptyLineAtTheEnd() {
        frames.id(17).event("text-delta").data("hello").end();
        assertThat(frames).hasToString("id: 17\nevent: text-delta\ndata: hello\n\n");
    }

    @Test
    void everyKindOfLineEndMakesADataLineAndNoCarriageReturnIsLeft() {
        frames.data("a\nb\rc\r\nd\n\re").end();
        assertThat(frames).hasToString("data: a\ndata: b\ndata: c\ndata: d\ndata: \ndata: e\n\n");
    }

    @Test
    void textCannotForgeFieldsOrFrames() {
        frames.id(1).data("x\n\nevent: done\rid: 99\r\ndata: forged").end();
        assertThat(frames.toString().lines().filter(line -> !line.isEmpty()))
                .containsExactly(
                        "id: 1",
                        "data: x",
                        "data: ",
                        "data: event: done",
                        "data: id: 99",
                        "data: data: forged");
        assertThat(frames.toString().indexOf("\n\n")).isEqualTo(frames.size() - 2);
    }

    @Test
    void separatorsThatAreNoLineEndsOfTheFormatStay() {
        frames.data("a\u2028b\u2029c\u0085d\u000Be\u0000f").end();
        assertThat(frames).hasToString("data: a\u2028b\u2029c\u0085d\u000Be\u0000f\n\n");
    }

    @Test
    void emptyTextAndTextThatEndsInALineEndKeepTheirLines() {
        frames.data("").end();
        assertThat(frames).hasToString("data: \n\n");
        frames.reset().data("a\n").end();
        assertThat(frames).hasToString("data: a\ndata: \n\n");
        frames.reset().data(" two").end();
        assertThat(frames).hasToString("data:  two\n\n");
    }

    @Test
    void commentsAreSplitLikeData() {
        frames.comment("a\ndata: forged").end();
        assertThat(frames).hasToString(": a\n: data: forged\n\n");
    }

    @ParameterizedTest
    @ValueSource(strings = {"a\nb", "a\rb", "a b", "ä", "a\u0000", "a\u2028b"})
    void idsThatAreNotSafeAsAHeaderAreRefused(String id) {
        assertThatThrownBy(() -> frames.id(id)).isInstanceOf(IllegalArgumentException.class);
    }

    @Test
    void namesWithLineEndsAreRefused() {
        assertThatThrownBy(() -> frames.event("a\rdata: x"))
                .isInstanceOf(IllegalArgumentException.class);
        assertThatThrownBy(() -> frames.open().raw("a\nb"))
                .isInstanceOf(IllegalArgumentException.class);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "plain",
                "quote \" and back\\slash",
                "lines\nof\r\ntext\t",
                "\u0000\u0001\u001f\u007f",
                "ä 中文 😀 \u2028 \uFFFF",
                "</script>"
            })
    void quotedTextIsWhatAJsonParserReads(String text) {
        frames.open().raw("{\"text\":").quoted(text).raw(",\"n\":").number(-7).raw("}").end();
        var line = frames.toString();
        assertThat(line).startsWith("data: {").endsWith("}\n\n");
        assertThat(line.indexOf('\n')).isEqualTo(line.length() - 2);
        var json = Json.parse(line.substring(6).strip());
        assertThat(json.path("text")).isEqualTo(new TextNode(text));
        assertThat(json.path("n").asLong()).isEqualTo(-7);
    }

    @Test
    void bytesAreTheSameAsThoseOfTheJdk() {
        var text = new StringBuilder();
        for (var c = 0x20; c < 0x11000; c += 7) {
            if (c < 0xD800 || c > 0xDFFF) {
                text.appendCodePoint(c);
            }
        }
        frames.open().raw(text.toString()).end();
        assertThat(frames.toBytes())
                .isEqualTo(("data: " + text + "\n\n").getBytes(StandardCharsets.UTF_8));
    }

    @Test
    void halfACharacterBecomesTheReplacementCharacter() {
        frames.data("a\uD83Db\uDE00").end();
        assertThat(frames).hasToString("data: a\uFFFDb\uFFFD\n\n");
    }

    @ParameterizedTest
    @ValueSource(
            longs = {
                0,
                1,
                9,
                10,
                99,
                100,
                1234567890123456789L,
                Long.MAX_VALUE,
                -1,
                Long.MIN_VALUE
            })
    void numbersAreDecimal(long number) {
        frames.id(number).end();
        assertThat(frames).hasToString("id: " + number + "\n\n");
    }

    @Test
    void afterAResetNothingIsLeft() {
        frames.open().raw("cut short");
        frames.reset();
        assertThat(frames.isEmpty()).isTrue();
        frames.retry(500).data("x").end();
        assertThat(frames).hasToString("retry: 500\ndata: x\n\n");
    }

    @Test
    void readyFramesGoInAsTheyAre() {
        frames.frames(FrameBuffer.HEARTBEAT)
                .frames("data: [DONE]\n\n".getBytes(StandardCharsets.US_ASCII));
        assertThat(frames).hasToString(": hb\n\ndata: [DONE]\n\n");
    }
}
