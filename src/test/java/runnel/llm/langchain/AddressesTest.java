package runnel.llm.langchain;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import java.util.List;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import runnel.base.Clock;
import runnel.base.Problem;

class AddressesTest {
    @ParameterizedTest
    @CsvSource({
        "https://api.openai.com, https://api.openai.com/v1",
        "https://api.openai.com/, https://api.openai.com/v1",
        "https://api.openai.com/v1, https://api.openai.com/v1",
        "https://api.openai.com/v1//, https://api.openai.com/v1",
        "https://api.openai.com/v1/chat/completions, https://api.openai.com/v1",
        "https://dashscope.aliyuncs.com/compatible-mode/v1/, https://dashscope.aliyuncs.com/compatible-mode/v1",
        "https://ark.example.com/api/v3, https://ark.example.com/api/v3",
        "http://[::1]:8000, http://[::1]:8000/v1",
        "HTTP://localhost:11434, http://localhost:11434/v1"
    })
    void bringsAnAddressIntoOneForm(String written, String base) {
        assertThat(BaseUrl.of(" " + written)).isEqualTo(base);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "api.openai.com",
                "ftp://x/v1",
                "http://",
                "http://a b/",
                "https://user:secret@host/v1"
            })
    void refusesWhatIsNoAddress(String written) {
        var problem = catchThrowableOfType(Problem.class, () -> BaseUrl.of(written));
        assertThat(problem.code()).isEqualTo("model-address-invalid");
        assertThat(problem.getMessage()).doesNotContain("secret");
    }

    @ParameterizedTest
    @ValueSource(strings = {"gpu:11434", "192.168.1.5:11434", "gpu", "http://gpu :11434"})
    void providersWithPathsOfTheirOwnRefuseItToo(String written) {
        try (var transport = new Transport(Limits.DEFAULT, Clock.system())) {
            for (ThrowingCallable provider :
                    List.<ThrowingCallable>of(
                            () -> new OllamaProvider(written, transport),
                            () -> new AnthropicProvider(written, "key", transport),
                            () -> new GeminiProvider(written, "key", transport))) {
                var problem = catchThrowableOfType(Problem.class, provider);
                assertThat(problem.code()).isEqualTo("model-address-invalid");
            }
        }
        assertThat(BaseUrl.plain("http://gpu:11434/ ")).isEqualTo("http://gpu:11434");
    }

    @Test
    void knowsAListOfModels() {
        assertThat(ModelList.ids("{\"data\":[{\"id\":\"a\"},{\"x\":1}]}")).containsExactly("a");
        assertThat(ModelList.ids("[{\"id\":\"a\"}]")).containsExactly("a");
        assertThat(ModelList.ids("{}")).isEmpty();
        assertThat(ModelList.isList("{\"object\":\"list\",\"data\":[{\"id\":\"a\"}]}")).isTrue();
        assertThat(
                        ModelList.isList(
                                "{\"object\":\"list\",\"data\":[{\"id\":\"a\",\"owned_by\":\"runnel\"}]}"))
                .isFalse();
        assertThat(ModelList.isList("{\"object\":\"list\",\"data\":[]}")).isFalse();
        assertThat(ModelList.isList("{\"data\":[{\"id\":\"a\"}]}")).isFalse();
        assertThat(ModelList.isList("<html>")).isFalse();
    }
}
