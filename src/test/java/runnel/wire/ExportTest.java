package runnel.wire;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import runnel.base.Json;
import runnel.testkit.Await;
import runnel.testkit.Browser;
import runnel.testkit.Http;
import runnel.testkit.Program;
import runnel.testkit.TestServer;

/** Conversations as files: whole, named after their title, and harmless. */
class ExportTest {
    private static final String ALL = "/api/v1/conversations/";
    private static final String HOSTILE =
            "<script>document.title='run'</script> <img src=x onerror=\"document.title='run'\">"
                    + " [link](javascript:alert(1)) ![pixel](https://example.org/pixel.png)"
                    + " </style></main><iframe src=https://example.org></iframe>";

    @TempDir Path directory;
    private TestServer server;
    private Http http;

    @BeforeEach
    void start() throws Exception {
        server = TestServer.start(directory);
        http = server.http();
        say("talk", "What of 瑞利?");
        http.method(
                "PATCH", ALL + "talk", "{\"title\":\"A: talk/天空\",\"instruction\":\"Be kind\"}");
    }

    @AfterEach
    void stop() throws Exception {
        server.close();
    }

    @Test
    void markdownIsWhatWasSaid() throws Exception {
        var reply = http.get(ALL + "talk/export");
        assertThat(reply.header("Content-Type")).startsWith("text/markdown");
        assertThat(reply.header("Content-Disposition"))
                .startsWith("attachment")
                .endsWith("filename*=UTF-8''A-talk-%E5%A4%A9%E7%A9%BA.md");
        assertThat(reply.body())
                .startsWith("# A: talk/天空\n")
                .contains("> Be kind\n", "## You\n", "## Assistant\n", "· echo/echo*\n")
                .contains("\n\nWhat of 瑞利?\n");
        var chinese = http.get(ALL + "talk/export", "Accept-Language", "zh");
        assertThat(chinese.body()).contains("## 您\n", "## 助手\n");
    }

    @Test
    void jsonHasEveryVersionOfEveryMessage() throws Exception {
        var question = http.get(ALL + "talk").json().path("messages").get(0).path("id").asText();
        http.method("POST", ALL + "talk/messages/" + question + "/regenerate", "");
        Await.until(
                "it is answered anew",
                () -> {
                    var reply = http.get(ALL + "talk").json().path("messages").path(1);
                    return reply.path("versions").size() == 2
                            && reply.path("state").asText().equals("done");
                });
        var json = http.get(ALL + "talk/export?format=json").json();
        assertThat(json.path("messages")).hasSize(3);
        assertThat(json.path("messages").findValuesAsText("visible"))
                .containsExactly("true", "false", "true");
        assertThat(json.path("instruction").asText()).isEqualTo("Be kind");
        assertThat(http.get(ALL + "talk/export?format=word").status()).isEqualTo(400);
        assertThat(http.get(ALL + "none/export").status()).isEqualTo(404);
    }

    @Test
    void aPageStandsAloneAndRunsNothing() throws Exception {
        say("hostile", HOSTILE);
        http.method(
                "PATCH",
                ALL + "hostile",
                Json.object().put("title", HOSTILE).put("instruction", HOSTILE).toString());
        var page = http.get(ALL + "hostile/export?format=html");
        var file = directory.resolve("export.html");
        Files.writeString(file, page.body());
        try (var browser = Browser.open()) {
            var requests = new java.util.concurrent.atomic.AtomicInteger();
            browser.profile().onRequest(request -> requests.incrementAndGet());
            var shown = browser.visit(file.toUri().toString());
            shown.waitForTimeout(300);
            assertThat(shown.title()).startsWith("<script>");
            assertThat(shown.locator("h1").textContent()).isEqualTo(shown.title());
            assertThat(shown.locator("script, iframe, img, [onerror]").count()).isZero();
            assertThat(shown.locator("a[href^=javascript]").count()).isZero();
            assertThat(shown.locator("article").count()).isEqualTo(2);
            assertThat(requests).as("the page itself").hasValue(1);
        }
    }

    @Test
    void theTerminalWritesOneOrAll() throws Exception {
        say("other", "Something else");
        http.method("PATCH", ALL + "other", "{\"archived\":true}");
        var program = Program.with("RUNNEL_SERVER", server.app().url());
        assertThat(program.run("export", "talk").out()).startsWith("# A: talk/天空\n");
        var out = directory.resolve("out");
        var written =
                program.run("export", "--all", "--format", "json", "--output", out.toString());
        assertThat(written.exit()).isZero();
        assertThat(Json.parse(Files.readString(out.resolve("talk.json"))).path("messages"))
                .hasSize(2);
        assertThat(out.resolve("other.json")).isNotEmptyFile();
        assertThat(
                        program.run(
                                        "export",
                                        "talk",
                                        "--output",
                                        out.resolve("talk.json").toString())
                                .err())
                .contains("exists already");
        assertThat(program.run("export").exit()).isEqualTo(1);
        assertThat(program.run("export", "none").err()).contains("none");
    }

    private void say(String conversation, String text) throws Exception {
        try (var stream = http.say(conversation, text)) {
            stream.rest();
        }
    }
}
