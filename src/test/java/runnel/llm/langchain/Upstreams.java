package runnel.llm.langchain;

import static org.assertj.core.api.Assertions.catchThrowableOfType;

import java.util.List;
import runnel.base.Clock;
import runnel.base.Problem;
import runnel.llm.Model;
import runnel.llm.Prompt;
import runnel.testkit.FakeUpstream;
import runnel.testkit.Heard;

/** A model behind a scripted upstream, with limits short enough for a test. */
final class Upstreams implements AutoCloseable {
    static final String KEY = "sk-test-0123456789abcdef";
    static final Limits SHORT = new Limits(1_000, 2_000, 700, 2, 20, 3_000);
    static final Prompt HELLO = new Prompt("", List.of(new Prompt.User("hello")), List.of(), "");

    final FakeUpstream upstream;
    final Transport transport;
    final OpenAiProvider provider;
    final Model model;

    Upstreams(FakeUpstream.Script... scripts) {
        this(SHORT, scripts);
    }

    Upstreams(Limits limits, FakeUpstream.Script... scripts) {
        upstream = new FakeUpstream(scripts);
        transport = new Transport(limits, Clock.system());
        provider = new OpenAiProvider("fake", upstream.url(), KEY, transport);
        model = provider.model("m");
    }

    /** How the model fails that is to answer. */
    Problem fails(Heard heard) {
        return catchThrowableOfType(Problem.class, () -> model.stream(HELLO, heard));
    }

    @Override
    public void close() throws Exception {
        transport.close();
        upstream.close();
    }
}
