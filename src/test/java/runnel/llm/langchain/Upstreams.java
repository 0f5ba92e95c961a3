package runnel.llm.langchain;

import java.util.List;
import runnel.base.Clock;
import runnel.llm.Model;
import runnel.llm.Prompt;
import runnel.testkit.FakeUpstream;

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

    @Override
    public void close() throws Exception {
        transport.close();
        upstream.close();
    }
}
