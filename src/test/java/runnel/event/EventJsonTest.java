package runnel.event;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

class EventJsonTest {
    static List<Event> events() {
        return List.of(
                new Event.ConversationStart("ann", "标题 \"quoted\""),
                new Event.TitleChange("t"),
                new Event.MessageSend(
                        "m", "root", "ann", "hi\n\u0000😀", "r", "", "echo/echo", "k"),
                new Event.MessageEdit("m", "t"),
                new Event.MessageRemove("m"),
                new Event.ReplyRequest("r", "m", "", ""),
                new Event.VersionSelect("m"),
                new Event.RunStart("r", "m", "root", "m2", "", "echo/echo", 2),
                new Event.TextDelta("m2", 3, "line\nnext\t\"\\ \u2028 é"),
                new Event.ReasoningDelta("m2", 0, ""),
                new Event.ToolDelta("m2", 1, "{\"a\":"),
                new Event.ModelWait("m2", "model-rate-limited", List.of("host", "busy"), 12_000),
                new Event.PartEnd("m2", 3),
                new Event.ConversationRestore(),
                new Event.RunPause("r"),
                new Event.RunResume("r"),
                new Event.RunProblem("r", "model-failed", List.of("500", "host")),
                new Event.RunEnd("r", Outcome.TRUNCATED, 1, 2, 3, 4));
    }

    @ParameterizedTest
    @MethodSource("events")
    void everyEventComesBackAsItWas(Event event) {
        var json = EventJson.write(event);
        assertThat(EventJson.read(json)).isEqualTo(event);
        assertThat(json).doesNotContain("\n");
        for (var other : events()) {
            var same = other.getClass() == event.getClass();
            assertThat(EventJson.isOf(other.getClass(), json)).isEqualTo(same);
        }
    }

    @Test
    void theFormIsForEver() {
        assertThat(EventJson.write(new Event.TextDelta("m_1", 0, "a\"b")))
                .isEqualTo(
                        "{\"type\":\"text-delta\",\"message\":\"m_1\",\"part\":0,\"text\":\"a\\\"b\"}");
        assertThat(EventJson.write(new Event.RunEnd("r", Outcome.DONE, 1, 0, 2, 0)))
                .isEqualTo(
                        "{\"type\":\"run-end\",\"run\":\"r\",\"outcome\":\"DONE\",\"inputTokens\":1,"
                                + "\"cachedTokens\":0,\"outputTokens\":2,\"reasoningTokens\":0}");
    }

    @Test
    void halfASurrogatePairDoesNotBreakTheStore() {
        var json = EventJson.write(new Event.TextDelta("m", 0, "a\uD83D"));
        assertThat(EventJson.read(json)).isEqualTo(new Event.TextDelta("m", 0, "a\uFFFD"));
    }

    @Test
    void anUnknownTypeIsNamed() {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> EventJson.read("{\"type\":\"nope\"}"))
                .withMessageContaining("nope");
    }
}
