package runnel.llm.langchain;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import runnel.base.Clock;
import runnel.llm.Provider;
import runnel.llm.langchain.LocalServers.Place;
import runnel.testkit.FakeUpstream;

@Timeout(30)
class LocalServersTest {
    private static final String LIST =
            "{\"object\":\"list\",\"data\":[{\"id\":\"qwen3:8b\",\"owned_by\":\"library\"}]}";

    @Test
    void findsServersOfModelsAndNothingElse() throws Exception {
        try (var models = answering("application/json", LIST);
                var page = answering("text/html", "<html><title>Welcome</title></html>");
                var own = answering("application/json", LIST.replace("library", "runnel"));
                var silent = new FakeUpstream(FakeUpstream.Line::awaitClosed);
                var locked = new FakeUpstream(line -> line.answer(401, "application/json", "{}"));
                var transport = new Transport(Limits.DEFAULT, Clock.system())) {
            var gone = answering("application/json", LIST);
            gone.close();
            var places =
                    List.of(
                            new Place("gone", gone.port()),
                            new Place("silent", silent.port()),
                            new Place("page", page.port()),
                            new Place("own", own.port()),
                            new Place("locked", locked.port()),
                            new Place("ollama", models.port()),
                            new Place("self", models.port() + 1));
            var start = System.nanoTime();
            var found = LocalServers.look(places, models.port() + 1, transport).get();
            System.err.printf(
                    "search for local servers: %.0f ms%n", (System.nanoTime() - start) / 1e6);
            assertThat(found).extracting(Provider::name).containsExactly("ollama");
            assertThat(found.getFirst().models()).containsExactly("qwen3:8b");
            assertThat(System.nanoTime() - start).isLessThan(TimeUnit.SECONDS.toNanos(5));
        }
    }

    private static FakeUpstream answering(String type, String body) {
        return new FakeUpstream(line -> line.answer(200, type, body));
    }
}
