package runnel.cli.chat;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import runnel.app.Setting;
import runnel.base.Json;
import runnel.testkit.CuttingProxy;
import runnel.testkit.FakeUpstream;
import runnel.testkit.Program;
import runnel.testkit.Terminals;
import runnel.testkit.TestServer;

/** A talk at the prompt, as it stands on the screen. */
class DialogueTest {
    private static final String ENTER = "\r";
    private static final String CONTROL_C = "\003";
    private static final String SIMULATION =
            """
            This is a simulation: no language model is connected, so
            here are your own words again.
            """;

    @TempDir Path directory;

    private TestServer server;
    private Terminals terminal;
    private Talk talk;

    @BeforeEach
    void start() throws Exception {
        server = TestServer.start(directory, Map.of(Setting.ECHO_PACE_MILLIS, "10"));
        terminal = new Terminals(60, 60);
    }

    @AfterEach
    void stop() throws Exception {
        terminal.close();
        server.close();
    }

    @Test
    void whatIsWrittenIsAnsweredAndMarkdownIsReadable() throws Exception {
        talk(server.app().url());
        terminal.type("# 标题 with **bold**" + "\033\r" + "- item\\" + ENTER + "- two" + ENTER);
        var screen = terminal.await(text -> text.contains("• two") && text.endsWith("\n\n❯"));
        assertThat(screen)
                .isEqualTo(
                        """
                        Runnel at %s, model echo/echo. /help
                        lists the commands.

                        ❯ # 标题 with **bold**
                          - item
                          - two

                        这是模拟回复:尚未接入语言模型,下面原样重复您的话。

                        标题 with bold

                        • item
                        • two

                        ❯\
                        """
                                .formatted(server.app().url()));
        talk.leave();
    }

    @Test
    void controlCStopsTheRunAndTwiceLeaves() throws Exception {
        talk(server.app().url());
        terminal.type("words ".repeat(500) + ENTER);
        terminal.await(text -> text.contains("simulation"));
        terminal.type("a draft" + CONTROL_C);
        // The prompt comes back a moment after what was said above it.
        terminal.await(text -> text.contains("Stopped.") && text.endsWith("❯ a draft"));
        terminal.type("\025" + CONTROL_C);
        terminal.await(text -> text.contains("Press Ctrl-C again to leave."));
        terminal.type(CONTROL_C);
        talk.awaitEnd();
    }

    @Test
    void messagesWaitInViewWhileAnAnswerComes() throws Exception {
        talk(server.app().url());
        terminal.type("first " + "x ".repeat(400) + ENTER);
        terminal.await(text -> text.contains("This is"));
        terminal.type("second" + ENTER);
        terminal.await(text -> text.contains("Waiting: second\n❯"));
        var end = "x x\n\n❯ second\n\n" + SIMULATION + "\nsecond\n\n❯";
        terminal.await(text -> text.endsWith(end) && !text.contains("Waiting"));
        talk.leave();
    }

    @Test
    void whatAnotherDeviceAsksAppearsAndTheConversationIsTheUsers() throws Exception {
        var phone = Program.with("RUNNEL_SERVER", server.app().url());
        assertThat(phone.run("chat", "--user", "Ann", "yesterday").exit()).isZero();
        talk(server.app().url(), "--user", "Ann");
        terminal.await(text -> text.contains("❯ yesterday\n\n" + SIMULATION + "\nyesterday\n\n❯"));
        terminal.type("from the terminal" + ENTER);
        terminal.await(text -> text.endsWith("\n\nfrom the terminal\n\n❯"));
        assertThat(phone.run("chat", "--user", "Ann", "from a phone").exit()).isZero();
        var end = "❯ from a phone\n\n" + SIMULATION + "\nfrom a phone\n\n❯";
        terminal.await(text -> text.endsWith(end));
        talk.leave();
    }

    @Test
    void aConversationThatDoesNotExistBeginsWithTheFirstMessage() throws Exception {
        talk(server.app().url(), "--conversation", "plans");
        terminal.await(text -> text.contains("A new conversation begins"));
        terminal.type("hi" + ENTER);
        terminal.await(text -> text.endsWith("\n\nhi\n\n❯"));
        assertThat(server.http().get("/api/v1/conversations/plans").status()).isEqualTo(200);
        talk.leave();
    }

    @Test
    void aLiveConversationIsJoinedInTheMiddleOfAnAnswer() throws Exception {
        var message =
                Json.object().put("conversation", "live").put("text", "y ".repeat(100).strip());
        try (var stream = server.http().postStream("/api/v1/messages", message)) {
            assertThat(stream.status()).isEqualTo(200);
            for (var frame = 0; frame < 8; frame++) {
                stream.take();
            }
        }
        talk(server.app().url(), "--conversation", "live");
        // The question and the answer, and one more in the words of the simulation.
        var screen =
                terminal.await(text ->
                        text.endsWith("y y y\n\n❯")
                                && text.chars().filter(c -> c == 'y').count() == 2 * 100 + 1);
        assertThat(screen.split("This is a simulation", -1)).hasSize(2);
        terminal.type("/usage" + ENTER + "/retry" + ENTER);
        terminal.await(text -> text.contains("Another answer:") && text.contains("tokens read"));
        talk.leave();
    }

    @Test
    void aBrokenConnectionHealsAndNothingIsLostOrSaidTwice() throws Exception {
        try (var proxy = new CuttingProxy(server.app().url())) {
            talk(proxy.url());
            terminal.type("one two three " + "z ".repeat(100) + "end" + ENTER);
            terminal.await(text -> text.contains(SIMULATION + "\none two three z z"));
            server.close();
            terminal.await(text -> text.contains("Connection lost, trying again …\n❯"));
            server.restart();
            proxy.lead(server.app().url());
            var screen = terminal.await(text -> text.endsWith("z end\n\n❯"));
            assertThat(screen).doesNotContain("Connection lost");
            assertThat(screen.chars().filter(c -> c == 'z').count()).isEqualTo(200);
            talk.leave();
        }
    }

    @Test
    void aFileGoesWithTheNextMessageAndWithNoOther() throws Exception {
        var file = directory.resolve("notes.txt");
        Files.writeString(file, "We meet at noon.");
        talk(server.app().url());
        terminal.type("/file" + ENTER);
        terminal.await(text -> text.contains("Which file?"));
        terminal.type("/file " + directory.resolve("nowhere") + ENTER);
        terminal.await(text -> text.contains("nowhere"));
        terminal.type("/file " + file + ENTER);
        terminal.await(text -> text.contains("notes.txt goes with the next message"));
        terminal.type("alpha" + ENTER);
        terminal.await(text -> text.endsWith("We meet at noon.\n</file>\n\n❯"));
        terminal.type("beta" + ENTER);
        terminal.await(text -> text.endsWith("\n\nbeta\n\n❯"));
        talk.leave();
        var id =
                server.http()
                        .get("/api/v1/conversations")
                        .json()
                        .at("/conversations/0/id")
                        .asText();
        var messages = server.http().get("/api/v1/conversations/" + id).json().path("messages");
        assertThat(messages.at("/0/files/0/name").asText()).isEqualTo("notes.txt");
        assertThat(messages.path(2).has("files")).isFalse();
    }

    @Test
    void commandsDoWhatTheHelpSays() throws Exception {
        talk(server.app().url());
        terminal.type("/he\t" + ENTER);
        terminal.await(text -> text.contains("/reasoning      show"));
        terminal.type("/nope" + ENTER);
        terminal.await(text -> text.contains("There is no command /nope"));
        terminal.type("/stop" + ENTER);
        terminal.await(text -> text.contains("No answer is under way"));
        terminal.type("alpha" + ENTER);
        terminal.await(text -> text.endsWith("\n\nalpha\n\n❯"));
        terminal.type("/new" + ENTER + "beta" + ENTER);
        terminal.await(text -> text.endsWith("\n\nbeta\n\n❯"));
        terminal.type("/list" + ENTER);
        terminal.await(text -> text.contains(" 1  beta  c_") && text.contains(" 2  alpha  c_"));
        terminal.type("/open 2" + ENTER);
        terminal.await(text -> text.endsWith("❯ alpha\n\n" + SIMULATION + "\nalpha\n\n❯"));
        terminal.type("/model" + ENTER);
        terminal.await(text -> text.contains("* echo/echo"));
        terminal.type("/model x/y" + ENTER);
        terminal.await(text -> text.contains("There is no model x/y"));
        terminal.type("/quit" + ENTER);
        talk.awaitEnd();
        assertThat(server.http().get("/api/v1/conversations").json().path("conversations"))
                .hasSize(2);
    }

    @Test
    void thinkingIsOneLineAndAFailureIsSaidWithItsRemedy() throws Exception {
        FakeUpstream.Script lists =
                line -> line.answer(200, "application/json", "{\"data\":[{\"id\":\"scripted\"}]}");
        FakeUpstream.Script thinks =
                line ->
                        line.head()
                                .event(
                                        "{\"choices\":[{\"index\":0,\"delta\":{\"reasoning_content\":\"Let me\\nthink \\u001b[2J\"}}]}")
                                .event(
                                        "{\"choices\":[{\"index\":0,\"delta\":{\"reasoning_content\":\"about it.\"}}]}")
                                .text("An answer\033[31m.")
                                .finish("stop");
        FakeUpstream.Script fails = line -> line.answer(400, "application/json", "{}");
        try (var upstream = new FakeUpstream(lists, thinks, fails);
                var thinking = TestServer.start(directory.resolve("thinking"), upstream)) {
            talk(thinking.app().url());
            terminal.type("why?" + ENTER);
            var screen = terminal.await(text -> text.endsWith("An answer[31m.\n\n❯"));
            assertThat(screen)
                    .endsWith(
                            "❯ why?\n\nThought: Let me think [2Jabout it.\n\nAn answer[31m.\n\n❯");
            terminal.type("/reasoning" + ENTER);
            terminal.await(text -> text.endsWith("Let me\nthink [2Jabout it.\n\n❯"));
            terminal.type("again" + ENTER);
            // While nothing has come yet, the prompt stands there just so.
            screen =
                    terminal.await(text ->
                            text.contains("Shorten the conversation") && text.endsWith("\n\n❯"));
            assertThat(screen.substring(screen.indexOf("❯ again")).lines()).hasSizeGreaterThan(3);
            talk.leave();
        }
    }

    @Test
    void aMessageThatCannotBeSentStaysAtThePrompt() throws Exception {
        talk(server.app().url());
        server.close();
        terminal.type("precious" + ENTER);
        // What is said is said line by line.
        terminal.await(text ->
                text.contains("cannot be reached") && text.contains("Start it with: runnel serve"));
        terminal.await(text -> text.endsWith("❯ precious"));
        terminal.type("\025");
        talk.leave();
    }

    @Test
    void controlCGivesUpACommandThatTakesLongAndNotTheProgram() throws Exception {
        FakeUpstream.Script lists =
                line -> line.answer(200, "application/json", "{\"default\":\"a\",\"models\":[]}");
        try (var slow = new FakeUpstream(lists, FakeUpstream.Line::awaitClosed)) {
            talk("http://127.0.0.1:" + slow.port());
            terminal.type("/model" + ENTER);
            while (slow.requests().size() < 2) {
                Thread.sleep(10);
            }
            terminal.type(CONTROL_C);
            terminal.await(text -> text.endsWith("❯"));
            terminal.type("/help" + ENTER);
            terminal.await(text -> text.contains("/reasoning"));
            talk.leave();
        }
    }

    @Test
    void linesThatArePastedKeepTheirBackslashes() throws Exception {
        talk(server.app().url());
        terminal.type("\033[200~curl -N \\\n  http://x\033[201~" + ENTER);
        terminal.await(text -> text.contains("simulation") && text.endsWith("\n\n❯"));
        talk.leave();
        assertThat(onlyConversation().at("/messages/0/parts/0/text").asText())
                .isEqualTo("curl -N \\\n  http://x");
    }

    @Test
    void aMessageOfWhoseArrivalNothingWasHeardIsSentAgainAsTheSame() throws Exception {
        // The list of models comes through; then the beginning of an answer is lost as often as it
        // is asked for.
        try (var proxy = new CuttingProxy(server.app().url(), 1_800, 900, 900, 900)) {
            talk(proxy.url());
            terminal.type("hi" + ENTER);
            terminal.await(text -> text.contains("cannot be reached") && text.endsWith("❯ hi"));
            terminal.type(ENTER);
            terminal.await(text -> text.endsWith("\n\nhi\n\n❯"));
            talk.leave();
        }
        assertThat(onlyConversation().path("messages")).hasSize(2);
    }

    @Test
    void aConversationThatWasRefusedForAWhileIsFollowedAgainFromTheNextMessageOn()
            throws Exception {
        // As gateways answer while a server behind them starts anew.
        FakeUpstream.Script refuses =
                line -> line.answer(404, "text/html", "<html>", "Connection: close");
        try (var gateway = new FakeUpstream(refuses);
                var proxy = new CuttingProxy(server.app().url(), 30_000, 30_000)) {
            talk(proxy.url(), "--conversation", "plans");
            terminal.type("one " + "x ".repeat(400) + ENTER);
            terminal.await(text -> text.contains("This is"));
            proxy.lead(gateway.url());
            terminal.await(text -> text.contains("HTTP 404"));
            proxy.lead(server.app().url());
            terminal.type("two" + ENTER);
            terminal.await(text -> text.endsWith("\n\ntwo\n\n❯"));
            talk.leave();
        }
    }

    private JsonNode onlyConversation() throws Exception {
        var list = server.http().get("/api/v1/conversations").json().path("conversations");
        assertThat(list).hasSize(1);
        var id = list.path(0).path("id").asText();
        return server.http().get("/api/v1/conversations/" + id).json();
    }

    private void talk(String url, String... arguments) throws Exception {
        talk = Talk.begin(terminal, directory.resolve("state"), url, arguments);
    }
}
