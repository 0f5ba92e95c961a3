package runnel.llm.echo;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import runnel.llm.Finish;
import runnel.llm.Prompt;
import runnel.testkit.Heard;

class EchoModelTest {
    private final EchoModel model = new EchoModel("echo", 0);
    private final Heard heard = new Heard();

    @ParameterizedTest
    @ValueSource(
            strings = {
                "hello  world\n\n",
                " \t leading",
                "```java\nint a = 1;\r\n\tb();\n```",
                "你好,世界!请写一段代码:\nprint('嗨')",
                "👨‍👩‍👧‍👦 family é 𝒜𝒷",
                "한국어 テスト",
                ""
            })
    void repeatsTheTextExactly(String said) throws Exception {
        var reply = model.stream(prompt(said, ""), heard);
        assertThat(heard.text()).endsWith(said);
        assertThat(reply.finish()).isEqualTo(Finish.STOP);
        assertThat(reply.usage().output()).isEqualTo(heard.pieces().size());
    }

    @Test
    void saysWhatItIsInTheLanguageOfTheUser() throws Exception {
        model.stream(prompt("hello you", ""), heard);
        assertThat(heard.text()).contains("simulation");
        var chinese = new Heard();
        model.stream(prompt("你好", ""), chinese);
        assertThat(chinese.text()).contains("模拟").doesNotContain("simulation");
    }

    @Test
    void goesWordByWordAndChineseByCharacter() throws Exception {
        model.stream(prompt("one two\nthree", ""), heard);
        assertThat(heard.pieces()).endsWith("one ", "two\n", "three");
        var chinese = new Heard();
        model.stream(prompt("你好 abc世界", ""), chinese);
        assertThat(chinese.pieces()).endsWith("你", "好 ", "abc", "世", "界");
    }

    @Test
    void cutsALongRunBetweenCharacters() throws Exception {
        var said = "x".repeat(39) + "👍".repeat(100);
        model.stream(prompt(said, ""), heard);
        assertThat(heard.text()).endsWith(said);
        assertThat(heard.pieces()).noneMatch(piece -> Character.isLowSurrogate(piece.charAt(0)));
    }

    @Test
    void goesOnBehindThePrefix() throws Exception {
        model.stream(prompt("one two three", ""), heard);
        var whole = heard.text();
        for (var cut = 0; cut <= whole.length(); cut++) {
            var rest = new Heard();
            model.stream(prompt("one two three", whole.substring(0, cut)), rest);
            assertThat(whole.substring(0, cut) + rest.text()).isEqualTo(whole);
        }
        assertThat(model.continuesPrefix()).isTrue();
    }

    @Test
    void stopsWhenInterrupted() throws Exception {
        var ended = new CompletableFuture<Throwable>();
        var thread =
                Thread.ofVirtual()
                        .start(() -> {
                            try {
                                new EchoModel("echo", 60_000).stream(prompt("a b c", ""), heard);
                            } catch (InterruptedException e) {
                                ended.complete(e);
                            }
                        });
        heard.awaitText();
        thread.interrupt();
        assertThat(ended.get(5, TimeUnit.SECONDS)).isInstanceOf(InterruptedException.class);
    }

    private static Prompt prompt(String said, String prefix) {
        var turns =
                List.<Prompt.Turn>of(
                        new Prompt.User("before"),
                        new Prompt.Assistant("x", List.of()),
                        new Prompt.User(said));
        return new Prompt("be nice", turns, List.of(), prefix);
    }
}
