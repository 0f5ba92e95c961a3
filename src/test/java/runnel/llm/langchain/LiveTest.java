package runnel.llm.langchain;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.util.List;
import java.util.function.BiFunction;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import runnel.base.Clock;
import runnel.llm.Finish;
import runnel.llm.Model;
import runnel.llm.Prompt;
import runnel.llm.Provider;
import runnel.testkit.Heard;
import runnel.tool.ToolSpec;

/**
 * The providers themselves, each where the environment has its key: an answer, and a call of a
 * tool. {@code RUNNEL_LIVE_MODEL} names another model than the usual.
 */
@Timeout(120)
class LiveTest {
    /** A provider, the variable of its key, and a cheap model of it. */
    enum Live {
        OPENAI("OPENAI_API_KEY", "gpt-4o-mini", at("https://api.openai.com/v1")),
        GEMINI(
                "GEMINI_API_KEY",
                "gemini-2.5-flash",
                (key, transport) ->
                        new GeminiProvider(
                                "https://generativelanguage.googleapis.com/v1beta",
                                key,
                                transport)),
        ANTHROPIC(
                "ANTHROPIC_API_KEY",
                "claude-haiku-4-5",
                (key, transport) ->
                        new AnthropicProvider("https://api.anthropic.com/v1", key, transport)),
        DASHSCOPE(
                "DASHSCOPE_API_KEY",
                "qwen-turbo",
                at("https://dashscope.aliyuncs.com/compatible-mode/v1")),
        DEEPSEEK("DEEPSEEK_API_KEY", "deepseek-chat", at("https://api.deepseek.com/v1"));

        private final String variable;
        private final String model;
        private final BiFunction<String, Transport, Provider> provider;

        Live(String variable, String model, BiFunction<String, Transport, Provider> provider) {
            this.variable = variable;
            this.model = model;
            this.provider = provider;
        }

        private static BiFunction<String, Transport, Provider> at(String url) {
            return (key, transport) -> new OpenAiProvider("live", url, key, transport);
        }
    }

    @ParameterizedTest
    @EnumSource
    void answers(Live live) throws Exception {
        try (var transport = new Transport(Limits.DEFAULT, Clock.system())) {
            var heard = new Heard();
            var question = new Prompt.User("What is the capital of France? Answer with one word.");
            var reply =
                    model(live, transport).stream(
                            new Prompt("", List.of(question), List.of(), ""), heard);
            assertThat(heard.text()).contains("Paris");
            assertThat(reply.finish()).isEqualTo(Finish.STOP);
            assertThat(reply.usage().input()).isPositive();
            assertThat(reply.usage().output()).isPositive();
        }
    }

    @ParameterizedTest
    @EnumSource
    void asksForATool(Live live) throws Exception {
        try (var transport = new Transport(Limits.DEFAULT, Clock.system())) {
            var weather =
                    new ToolSpec(
                            "weather",
                            "Tells the weather of a city.",
                            "{\"type\":\"object\",\"properties\":{\"city\":{\"type\":\"string\"}},"
                                    + "\"required\":[\"city\"]}");
            var question = new Prompt.User("What is the weather in Paris now? Use the tool.");
            var prompt = new Prompt("", List.of(question), List.of(weather), "");
            var reply = model(live, transport).stream(prompt, new Heard());
            assertThat(reply.calls()).hasSize(1);
            assertThat(reply.calls().getFirst().name()).isEqualTo("weather");
            assertThat(reply.calls().getFirst().arguments()).contains("Paris");
        }
    }

    private static Model model(Live live, Transport transport) {
        var key = System.getenv(live.variable);
        assumeTrue(key != null && !key.isBlank(), live.variable + " is not set");
        var other = System.getenv("RUNNEL_LIVE_MODEL");
        return live.provider.apply(key, transport).model(other == null ? live.model : other);
    }
}
