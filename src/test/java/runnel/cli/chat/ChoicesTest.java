package runnel.cli.chat;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import runnel.app.Setting;
import runnel.testkit.Chunks;
import runnel.testkit.FakeUpstream;
import runnel.testkit.Terminals;
import runnel.testkit.TestServer;

/** At the prompt one sees who can answer, with what, and what an answer has cost. */
@Timeout(60)
class ChoicesTest {
    private static final String ENTER = "\r";
    private static final String LONG = "6*7" + "+0".repeat(90) + "+0-0";

    @TempDir Path directory;

    private final Terminals terminal;
    private Talk talk;

    ChoicesTest() throws IOException {
        terminal = new Terminals(100, 80);
    }

    @AfterEach
    void stop() throws IOException {
        terminal.close();
    }

    @Test
    void usageTellsTokensAndPrice() throws Exception {
        FakeUpstream.Script lists = line -> line.answer(200, "application/json", "{\"data\":[]}");
        FakeUpstream.Script answers =
                line ->
                        line.head()
                                .text("An answer.")
                                .event(Chunks.usage(1_000, 400, 200, 0))
                                .finish("stop");
        try (var upstream = new FakeUpstream(lists, answers);
                var server =
                        serve(
                                upstream,
                                Map.of(
                                        Setting.CURRENCY, "€",
                                        Setting.PRICES, "openai/scripted 10 1 100"))) {
            talk(server.app().url());
            terminal.type("/usage" + ENTER);
            terminal.await(text -> text.contains("Tokens are shown"));
            terminal.type("hello" + ENTER);
            terminal.await(
                    text -> text.contains("An answer.") && text.contains("1000 tokens read"));
            terminal.type("/usage" + ENTER);
            // 600 at 10, 400 from the cache at 1, and 200 written at 100, each for a million; told
            // in
            // two digits.
            terminal.await(text -> text.contains("(0 of them thinking) · €0.026\n"));
            leave();
        }
    }

    @Test
    void agentsAndToolsAreListedAndAnAgentIsChosen() throws Exception {
        FakeUpstream.Script lists = line -> line.answer(200, "application/json", "{\"data\":[]}");
        FakeUpstream.Script answers = line -> line.head().text("Found.").finish("stop");
        try (var upstream = new FakeUpstream(lists, answers);
                var server = serve(upstream, Map.of(Setting.TOOLS_ASK, "calculator"))) {
            talk(server.app().url());
            terminal.type("/agent" + ENTER);
            terminal.await(text ->
                    text.contains("Researcher") && text.contains("effect of coffee on sleep?"));
            terminal.type("/agent nobody" + ENTER);
            terminal.await(text -> text.contains("There is no agent nobody"));
            terminal.type("/agent researcher" + ENTER);
            terminal.await(text -> text.contains("researcher answers from now on."));
            terminal.type("/tools" + ENTER);
            terminal.await(text ->
                    text.contains("On this server:")
                            && text.contains("calculator  asks first")
                            && text.contains("fetch_page  free to use"));
            terminal.type("hello" + ENTER);
            terminal.await(text -> text.endsWith("\n\nFound.\n\n❯"));
            assertThat(upstream.requests().getLast().body())
                    .contains("You are a careful researcher");
            leave();
        }
    }

    @Test
    void aCallIsAllowedOrForbiddenAtThePrompt() throws Exception {
        FakeUpstream.Script answers =
                line -> {
                    var body = line.request().body();
                    var asked = Math.max(body.lastIndexOf("go"), body.lastIndexOf("once more"));
                    if (body.isEmpty()) {
                        line.answer(200, "application/json", "{\"data\":[]}");
                    } else if (body.indexOf("tool_call_id", asked) < 0) {
                        var call = "{\"expression\":\"" + LONG + "\"}";
                        line.head().event(Chunks.call(0, "c1", "calculator", call));
                        line.finish("tool_calls");
                    } else {
                        var allowed = body.indexOf("did not allow", asked) < 0;
                        line.head().text(allowed ? "It is 42." : "So be it.").finish("stop");
                    }
                };
        try (var upstream = new FakeUpstream(answers);
                var server = serve(upstream, Map.of(Setting.TOOLS_ASK, "calculator"))) {
            talk(server.app().url());
            terminal.type("/allow" + ENTER);
            terminal.await(text -> text.contains("No tool call waits for your word"));
            terminal.type("go" + ENTER);
            // Who is asked sees all of what would be done.
            terminal.await(text ->
                    text.replaceAll("\\s", "")
                                    .contains("Calculator(calculator)expression:" + LONG + "May")
                            && text.contains("May it be used?"));
            terminal.type("/allow" + ENTER);
            terminal.await(text -> text.endsWith("It is 42.\n\n❯"));
            terminal.type("once more" + ENTER);
            terminal.await(text -> text.split("May it be used\\?", -1).length == 3);
            // Who comes while it waits is asked, too.
            var known = server.http().get("/api/v1/conversations").json().path("conversations");
            terminal.type("/open " + known.path(0).path("id").asText() + ENTER);
            terminal.await(text -> text.split("May it be used\\?", -1).length == 4);
            terminal.type("/deny" + ENTER);
            terminal.await(text -> text.endsWith("So be it.\n\n❯"));
            // Who mistypes stays in the conversation.
            terminal.type("/open 99" + ENTER);
            terminal.await(text -> text.contains("There is no conversation"));
            terminal.type("/retry" + ENTER);
            terminal.await(text -> text.split("May it be used\\?", -1).length == 5);
            terminal.type("/deny" + ENTER);
            terminal.await(text -> text.split("So be it\\.", -1).length == 3);
            leave();
        }
    }

    private TestServer serve(FakeUpstream upstream, Map<Setting, String> more) {
        var settings = new HashMap<>(more);
        settings.put(Setting.OPENAI_BASE_URL, upstream.url());
        settings.put(Setting.MODEL, "openai/scripted");
        return TestServer.start(directory, settings);
    }

    private void talk(String url) throws Exception {
        talk = Talk.begin(terminal, directory.resolve("state"), url);
    }

    private void leave() throws Exception {
        talk.leave();
    }
}
