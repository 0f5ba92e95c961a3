package runnel.cli.chat;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import runnel.cli.ExitCode;
import runnel.testkit.FakeUpstream;
import runnel.testkit.Program;
import runnel.testkit.TestServer;

/** One message, one answer, over pipes. */
class OneShotTest {
    private static final String ECHO =
            "*This is a simulation: no language model is connected, so here are your own words again.*\n\n";

    @TempDir Path directory;

    private TestServer server;

    @BeforeEach
    void start() {
        server = TestServer.start(directory);
    }

    @AfterEach
    void stop() throws Exception {
        server.close();
    }

    @Test
    void theAnswerIsWrittenAsItCameAndEndsWithALineFeed() {
        var answer = program().run("chat", "# Hello", "**there**,\n- né 🙂");
        assertThat(answer.exit()).isZero();
        assertThat(answer.out()).isEqualTo(ECHO + "# Hello **there**,\n- né 🙂\n");
        assertThat(answer.err()).isEmpty();
        assertThat(program().run("chat", "你好,世界").out()).endsWith("\n\n你好,世界\n");
    }

    @Test
    void inputFromAPipeIsTheMessageAndADashStandsForIt() {
        assertThat(program().reading("piped text\n").run("chat").out())
                .isEqualTo(ECHO + "piped text\n");
        assertThat(program().reading("line 1\nline 2\n").run("chat", "Look", "at:", "-").out())
                .isEqualTo(ECHO + "Look at:\n\nline 1\nline 2\n");
        assertThat(program().reading("alone\n").run("chat", "-").out()).isEqualTo(ECHO + "alone\n");
        assertThat(program().reading("left alone").run("chat", "hi").out())
                .isEqualTo(ECHO + "hi\n");
    }

    @Test
    void aWordMayBeginWithAnAtSign() throws Exception {
        var word = "@" + Files.writeString(directory.resolve("notes"), "# private");
        assertThat(program().run("chat", "Ask", word, "@@ann").out())
                .isEqualTo(ECHO + "Ask " + word + " @@ann\n");
    }

    @Test
    void filesGoWithTheMessageAndAreOneByThemselves() throws Exception {
        var notes = Files.writeString(directory.resolve("notes 1.md"), "We meet at noon.");
        var said = program().run("chat", "--file", notes.toString(), "When?");
        assertThat(said.exit()).isZero();
        assertThat(said.out()).contains("When?", "notes 1.md", "We meet at noon.");
        assertThat(program().run("chat", "--file", notes.toString()).exit()).isZero();
        var missing = program().run("chat", "--file", "/nowhere.md", "When?");
        assertThat(missing.exit()).isEqualTo(ExitCode.FAILED);
        assertThat(missing.err()).contains("/nowhere.md");
    }

    @Test
    void theServerIsNamedByFlagOrEnvironmentOrConfiguration() throws Exception {
        var url = server.app().url();
        var authority = url.substring("http://".length());
        assertThat(Program.with().run("chat", "--server", url + "/", "hi").exit()).isZero();
        assertThat(Program.with().run("chat", "--server", authority, "hi").exit()).isZero();
        assertThat(Program.with("RUNNEL_SERVER", authority).run("chat", "hi").exit()).isZero();
        var port = authority.substring(authority.lastIndexOf(':') + 1);
        assertThat(Program.with("RUNNEL_PORT", port).run("chat", "hi").exit()).isZero();
        var home = Files.createDirectories(directory.resolve("home"));
        Files.writeString(home.resolve("runnel.toml"), "port = " + port + "\n");
        var configured = Program.with("RUNNEL_DATA", home.toString());
        assertThat(configured.run("chat", "hi").exit()).isZero();
    }

    @Test
    void aUserHasOneConversationThatLasts() throws Exception {
        assertThat(program().run("chat", "--user", "Ann Ä", "first").exit()).isZero();
        assertThat(program().run("chat", "--user", "Ann Ä", "second").exit()).isZero();
        assertThat(program().run("chat", "--user", "Bob", "other").exit()).isZero();
        var list = server.http().get("/api/v1/conversations").json().path("conversations");
        assertThat(list).hasSize(2);
        var id = list.get(1).path("id").asText();
        assertThat(server.http().get("/api/v1/conversations/" + id).body())
                .contains("first", "second");
        assertThat(program().run("chat", "--conversation", id, "third").exit()).isZero();
        assertThat(server.http().get("/api/v1/conversations/" + id).body()).contains("third");
    }

    @Test
    void whatATerminalWouldObeyIsTakenOut() {
        var answer = program().run("chat", "a\033[31mred\033]0;t\007 \u009b2J b\r\nc");
        assertThat(answer.out()).isEqualTo(ECHO + "a[31mred]0;t 2J b\nc\n");
    }

    @Test
    void aRefusalIsOneLineWithARemedyInTheLanguageOfTheReader() {
        var english = program().run("chat", "--model", "nope/x", "hi");
        assertThat(english.exit()).isEqualTo(ExitCode.FAILED);
        assertThat(english.out()).isEmpty();
        assertThat(english.err())
                .startsWith("runnel: There is no model \"nope/x\"\n        Name it as");
        var chinese =
                Program.with("LANG", "zh_CN.UTF-8", "RUNNEL_SERVER", server.app().url())
                        .run("chat", "--model", "nope/x", "hi");
        assertThat(chinese.err()).startsWith("runnel: 没有模型“nope/x”");
    }

    @Test
    void badInputIsSaidToBeSo() {
        assertThat(program().run("chat", "  ").err()).startsWith("runnel: The message is empty");
        assertThat(program().reading("").run("chat").exit()).isEqualTo(ExitCode.FAILED);
        assertThat(Program.with().run("chat", "--server", "ftp://x", "hi").err())
                .startsWith("runnel: This is no address of a server: ftp://x");
        assertThat(program().run("chat", "--conversation", "!", "hi").err())
                .startsWith("runnel: The conversation name \"!\" cannot be used");
    }

    @Test
    void aServerThatIsNotThereOrIsAnotherIsNamed() throws Exception {
        var nobody = Program.with().run("chat", "--server", "127.0.0.1:9", "hi");
        assertThat(nobody.exit()).isEqualTo(ExitCode.FAILED);
        assertThat(nobody.err())
                .startsWith(
                        "runnel: The server http://127.0.0.1:9 cannot be reached\n        Start it with: runnel serve");
        try (var other = new FakeUpstream(line -> line.answer(200, "text/html", "<html>"))) {
            var answer = Program.with().run("chat", "--server", "127.0.0.1:" + other.port(), "hi");
            assertThat(answer.exit()).isEqualTo(ExitCode.FAILED);
            assertThat(answer.err()).contains("does not answer like a Runnel server");
        }
        try (var other = new FakeUpstream(line -> line.answer(502, "text/html", "<html>"))) {
            var answer = Program.with().run("chat", "--server", "127.0.0.1:" + other.port(), "hi");
            assertThat(answer.exit()).isEqualTo(ExitCode.FAILED);
            assertThat(answer.err()).contains("HTTP 502");
        }
    }

    @Test
    void anAnswerThatFailsOrBreaksOffIsAFailureThatSaysWhy() throws Exception {
        try (var upstream = new FakeUpstream(line -> line.head().text("half an ", "answer").end());
                var truncating = TestServer.start(directory.resolve("truncating"), upstream)) {
            var answer = Program.with("RUNNEL_SERVER", truncating.app().url()).run("chat", "hi");
            assertThat(answer.exit()).isEqualTo(ExitCode.FAILED);
            assertThat(answer.out()).isEqualTo("half an answer\n");
            assertThat(answer.err()).startsWith("runnel: The answer breaks off here\n        ");
        }
        try (var upstream = new FakeUpstream(line -> line.answer(400, "application/json", "{}"));
                var failing = TestServer.start(directory.resolve("failing"), upstream)) {
            var answer = Program.with("RUNNEL_SERVER", failing.app().url()).run("chat", "hi");
            assertThat(answer.exit()).isEqualTo(ExitCode.FAILED);
            assertThat(answer.out()).isEmpty();
            assertThat(answer.err()).startsWith("runnel: ").contains("\n        ");
        }
    }

    @Test
    void reasoningIsNoPartOfTheAnswer() throws Exception {
        try (var upstream =
                        new FakeUpstream(line ->
                                line.head()
                                        .event(
                                                "{\"choices\":[{\"index\":0,\"delta\":{\"reasoning_content\":\"hmm\"}}]}")
                                        .text("so")
                                        .finish("stop"));
                var thinking = TestServer.start(directory.resolve("thinking"), upstream)) {
            var answer = Program.with("RUNNEL_SERVER", thinking.app().url()).run("chat", "hi");
            assertThat(answer.out()).isEqualTo("so\n");
            assertThat(answer.err()).isEmpty();
        }
    }

    private Program program() {
        return new Program("", Map.of("RUNNEL_SERVER", server.app().url()));
    }
}
