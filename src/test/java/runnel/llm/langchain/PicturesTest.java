package runnel.llm.langchain;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import com.fasterxml.jackson.databind.JsonNode;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;
import runnel.base.Clock;
import runnel.base.Json;
import runnel.base.Messages;
import runnel.base.Problem;
import runnel.llm.Model;
import runnel.llm.PictureLimits;
import runnel.llm.Prompt;
import runnel.llm.Provider;
import runnel.testkit.FakeUpstream;
import runnel.testkit.Heard;
import runnel.testkit.ProviderWire;

/** How pictures go over each provider's wire. */
@Timeout(60)
class PicturesTest {
    /** "picture" in Base64. */
    private static final String DATA = "cGljdHVyZQ==";

    private static final Prompt LOOK =
            new Prompt(
                    "",
                    List.of(
                            new Prompt.User(
                                    "What is it?",
                                    List.of(
                                            new Prompt.Picture(
                                                    "map.png",
                                                    "image/png",
                                                    "picture".getBytes(StandardCharsets.UTF_8))))),
                    List.of(),
                    "");

    @ParameterizedTest
    @EnumSource
    void eachProviderGetsPicturesInItsOwnForm(ProviderWire wire) throws Exception {
        try (var upstream =
                        new FakeUpstream(
                                line -> wire.begin(line).text(line, "A map.").finish(line, false));
                var transport = new Transport(Upstreams.SHORT, Clock.system())) {
            var provider =
                    switch (wire) {
                        case GEMINI -> new GeminiProvider(upstream.url(), "key", transport);
                        case ANTHROPIC -> new AnthropicProvider(upstream.url(), "key", transport);
                        case OLLAMA -> new OllamaProvider(upstream.url(), transport);
                    };
            provider.model("m").stream(LOOK, new Heard());
            var body = Json.parse(upstream.requests().getLast().body());
            assertThat(body.toString()).contains("What is it?");
            assertThat(picture(wire, body)).isEqualTo(DATA);
            assertThat(body.toString().contains("image/png"))
                    .isEqualTo(wire != ProviderWire.OLLAMA);
        }
    }

    @Test
    void openAiGetsThemAsDataUrls() throws Exception {
        try (var upstream =
                        new FakeUpstream(line -> line.head().text("A map.").finish("stop").end());
                var transport = new Transport(Upstreams.SHORT, Clock.system())) {
            new OpenAiProvider("openai", upstream.url(), "", transport)
                    .model("m").stream(LOOK, new Heard());
            var content =
                    Json.parse(upstream.requests().getLast().body()).at("/messages/0/content");
            assertThat(content.get(0).at("/image_url/url").asText())
                    .isEqualTo("data:image/png;base64," + DATA);
            assertThat(content.get(1).path("text").asText()).isEqualTo("What is it?");
        }
    }

    @Test
    void aModelThatTakesNoneSaysSoInItsProvidersWords() throws Exception {
        try (var upstream =
                        new FakeUpstream(line ->
                                line.answer(
                                        400,
                                        "application/json",
                                        "{\"error\":{\"message\":\"this model is blind\"}}"));
                var transport = new Transport(Upstreams.SHORT, Clock.system())) {
            var model = new OpenAiProvider("openai", upstream.url(), "", transport).model("m");
            var problem =
                    catchThrowableOfType(Problem.class, () -> model.stream(LOOK, new Heard()));
            assertThat(problem.code()).isEqualTo("model-pictures");
            assertThat(problem.values()).containsExactly("m", "this model is blind");
            var plain = new Prompt("", List.of(new Prompt.User("hi")), List.of(), "");
            assertThat(
                            catchThrowableOfType(
                                            Problem.class, () -> model.stream(plain, new Heard()))
                                    .code())
                    .isEqualTo("model-refused");
        }
    }

    /** Who, bytes of the largest picture, bytes of all. */
    @ParameterizedTest
    @CsvSource({
        "openai,20000000,36000000,20.0",
        "gemini,20000000,36000000,20.0",
        "anthropic,3750000,22500000,3.8",
        "ollama,20000000,36000000,20.0"
    })
    void whatAProviderDoesNotTakeIsRefusedInWordsBeforeItIsSent(
            String name, int each, int all, String megabytes) throws Exception {
        try (var upstream = new FakeUpstream(line -> line.answer(500, "text/plain", ""));
                var transport = new Transport(Upstreams.SHORT, Clock.system())) {
            var model = provider(name, upstream, transport).model("m");
            assertThat(model.pictureLimits()).isEqualTo(new PictureLimits(each, all));
            var one = refusal(model, List.of(each + 1));
            assertThat(one.code()).isEqualTo("picture-too-large");
            assertThat(one.values().subList(0, 1)).containsExactly("p0.webp");
            assertThat(one.values().getLast()).isEqualTo(megabytes);
            assertThat(one.message(Messages.of("en"))).contains("p0.webp has").contains("at most");
            assertThat(one.hint(Messages.of("zh"))).contains("其他模型");
            if (all < 10L * each) {
                var many = refusal(model, Collections.nCopies(all / each + 1, each));
                assertThat(many.code()).isEqualTo("pictures-too-large");
            }
            assertThat(upstream.requests()).isEmpty();
        }
    }

    private static Provider provider(String name, FakeUpstream upstream, Transport transport) {
        return switch (name) {
            case "gemini" -> new GeminiProvider(upstream.url(), "key", transport);
            case "anthropic" -> new AnthropicProvider(upstream.url(), "key", transport);
            case "ollama" -> new OllamaProvider(upstream.url(), transport);
            default -> new OpenAiProvider(name, upstream.url(), "", transport);
        };
    }

    private static Problem refusal(Model model, List<Integer> sizes) {
        var pictures = new ArrayList<Prompt.Picture>();
        for (var size : sizes) {
            var picture = "p" + pictures.size() + ".webp";
            pictures.add(new Prompt.Picture(picture, "image/webp", new byte[size]));
        }
        var prompt = new Prompt("", List.of(new Prompt.User("?", pictures)), List.of(), "");
        return catchThrowableOfType(Problem.class, () -> model.stream(prompt, new Heard()));
    }

    private static String picture(ProviderWire wire, JsonNode body) {
        return switch (wire) {
            case GEMINI -> body.findValue("inlineData").path("data").asText();
            case ANTHROPIC -> body.findValue("source").path("data").asText();
            case OLLAMA -> body.findValue("images").get(0).asText();
        };
    }
}
