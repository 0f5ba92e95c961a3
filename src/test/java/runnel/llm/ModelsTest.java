package runnel.llm;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicLong;
import org.junit.jupiter.api.Test;
import runnel.base.Clock;
import runnel.base.Problem;
import runnel.llm.echo.EchoModel;
import runnel.llm.echo.EchoProvider;
import runnel.testkit.Heard;
import runnel.testkit.ScriptedModel;

class ModelsTest {
    private final AtomicInteger asked = new AtomicInteger();
    private final AtomicLong millis = new AtomicLong();
    private final Models models =
            new Models(
                    List.of(new Silent(), new Offering(), new EchoProvider(0)),
                    "offering/a",
                    List.of(),
                    () -> Instant.ofEpochMilli(millis.get()));

    @Test
    void anotherModelAnswersWhereOneFailsBeforeItsFirstWord() throws Exception {
        var down =
                ScriptedModel.of(
                        (prompt, sink) -> {
                            throw new Problem(Problem.Kind.UNAVAILABLE, "model-unreachable", "x");
                        },
                        (prompt, sink) -> {
                            sink.text("half");
                            throw new Problem(Problem.Kind.UPSTREAM, "model-broke-off", "x");
                        });
        var behind =
                new Models(
                        List.of(down, new EchoProvider(0)),
                        "scripted/scripted",
                        List.of("echo/echo"),
                        Clock.system());
        var instead = new ArrayList<String>();
        var heard =
                new Heard() {
                    @Override
                    public void instead(String model, Problem reason) {
                        instead.add(model + " " + reason.code());
                    }
                };
        var prompt = new Prompt("", List.of(new Prompt.User("hello")), List.of(), "");
        behind.model("").stream(prompt, heard);
        assertThat(heard.text()).endsWith("hello");
        assertThat(instead).containsExactly("echo/echo model-unreachable");
        assertThatThrownBy(() -> behind.model("").stream(prompt, heard))
                .isInstanceOfSatisfying(
                        Problem.class, e -> assertThat(e.code()).isEqualTo("model-broke-off"));
        assertThat(instead).hasSize(1);
    }

    @Test
    void takesAFullNameWhetherListedOrNot() {
        assertThat(models.fullName("offering/unlisted")).isEqualTo("offering/unlisted");
        assertThat(models.model("offering/org/big").name()).isEqualTo("org/big");
        assertThat(asked).hasValue(0);
    }

    @Test
    void looksABareNameUp() {
        assertThat(models.fullName("a")).isEqualTo("offering/a");
        assertThat(models.fullName("org/big")).isEqualTo("offering/org/big");
        assertThat(models.model("echo").name()).isEqualTo("echo");
        assertThat(models.fullName("")).isEqualTo("offering/a");
    }

    @Test
    void refusesWhatNobodyOffers() {
        for (var name : List.of("b", "nobody/a", "offering/", "/a")) {
            var problem = catchThrowableOfType(Problem.class, () -> models.check(name));
            assertThat(problem.code()).isEqualTo("model-unknown");
            assertThat(problem.getMessage()).contains(name);
        }
    }

    @Test
    void listsAllTheDefaultFirstAndRemembers() {
        assertThat(models.list()).containsExactly("offering/a", "offering/org/big", "echo/echo");
        models.list();
        assertThat(asked).hasValue(1);
        millis.set(Models.FRESH_MILLIS);
        models.list();
        assertThat(asked).hasValue(2);
    }

    private final class Offering implements Provider {
        @Override
        public String name() {
            return "offering";
        }

        @Override
        public List<String> models() {
            asked.incrementAndGet();
            return List.of("a", "org/big");
        }

        @Override
        public Model model(String name) {
            return new EchoModel(name, 0);
        }
    }

    private static final class Silent implements Provider {
        @Override
        public String name() {
            return "silent";
        }

        @Override
        public List<String> models() {
            throw new Problem(Problem.Kind.UNAVAILABLE, "model-unreachable", "silent.example");
        }

        @Override
        public Model model(String name) {
            return new EchoModel(name, 0);
        }
    }
}
