package runnel.wire;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import runnel.app.Setting;
import runnel.base.Problem;
import runnel.testkit.Await;
import runnel.testkit.Papers;
import runnel.testkit.TestServer;

/** A whole server over a folder of documents, with the simulation as its model. */
class DocumentsApiTest {
    @TempDir Path directory;

    @Test
    void anAnswerNamesDocumentAndPlaceAsSources() throws Exception {
        var folder = Files.createDirectories(directory.resolve("papers"));
        Files.write(folder.resolve("rivers.pdf"), Papers.pdf("Cover", "The Elbe is 1094 km long."));
        Files.write(folder.resolve("broken.pdf"), new byte[] {1, 2, 3});
        var settings = Map.of(Setting.DOCUMENTS, folder.toString());
        try (var server = TestServer.start(directory.resolve("data"), settings)) {
            awaitRead(server, 1);
            String heard;
            try (var stream =
                    server.http()
                            .say("", "@search_documents {\"query\": \"how long is the Elbe\"}")) {
                heard = String.join("\n", stream.rest().stream().map(Object::toString).toList());
            }
            assertThat(heard).contains("source-add", "rivers.pdf › p. 2", "1094 km");
            var status = server.http().get("/api/v1/documents").json();
            assertThat(status.path("documents").asInt()).isEqualTo(1);
            assertThat(status.path("broken").toString())
                    .isEqualTo("[{\"path\":\"broken.pdf\",\"reason\":\"damaged\"}]");
        }
    }

    @Test
    void aSourceOpensItsDocumentAtThePlaceAndNothingElseOfTheMachine() throws Exception {
        var folder = Files.createDirectories(directory.resolve("papers").resolve("my rivers"));
        var text = new StringBuilder();
        for (var i = 0; i < 300; i++) {
            text.append("## River ").append(i).append("\n\n");
            text.append("It is ".repeat(60))
                    .append(i == 200 ? "<b>winding</b>" : "long")
                    .append("\n\n");
        }
        Files.writeString(folder.resolve("a & b.md"), text);
        Files.writeString(directory.resolve("secret.md"), "not for anybody");
        var settings = Map.of(Setting.DOCUMENTS, directory.resolve("papers").toString());
        try (var server = TestServer.start(directory.resolve("data"), settings)) {
            awaitRead(server, 1);
            try (var stream =
                    server.http().say("talk", "@search_documents {\"query\": \"winding\"}")) {
                stream.rest();
            }
            var source = Pattern.compile("\"url\":\"(/documents/[^\"]*)\"");
            var state = server.http().get("/api/v1/conversations/talk").body();
            var found = source.matcher(state);
            assertThat(found.find()).as(state).isTrue();
            var url = found.group(1);
            assertThat(url).startsWith("/documents/my%20rivers/a%20%26%20b.md?at=");
            assertThat(server.http().get("/conversations/talk").body())
                    .contains("href=\"" + url.replace("&", "&amp;"));
            var page = server.http().get(url.substring(0, url.indexOf('#')));
            assertThat(page.status()).isEqualTo(200);
            assertThat(page.body())
                    .contains("id=\"" + url.substring(url.indexOf('#') + 1) + "\"")
                    .contains("&lt;b&gt;winding", "River 200")
                    .doesNotContain("River 1<", "River 299<");
            for (var path :
                    new String[] {
                        "/documents/../secret.md",
                        "/documents/..%2Fsecret.md",
                        "/documents/%2e%2e/secret.md",
                        "/documents/" + directory.resolve("secret.md"),
                        "/documents/nothing.md"
                    }) {
                var refused = server.http().get(path);
                assertThat(refused.status()).as(path).isIn(400, 404);
                assertThat(refused.body()).doesNotContain("not for anybody");
            }
        }
    }

    @Test
    void aFolderThatDoesNotExistIsNamedAtTheStart() {
        var settings = Map.of(Setting.DOCUMENTS, directory.resolve("missing").toString());
        assertThatThrownBy(() -> TestServer.start(directory.resolve("data"), settings))
                .isInstanceOf(Problem.class)
                .hasMessageContaining("missing");
    }

    /**
     * A search waits for a moment only: how long the first reading takes is the machine's affair.
     */
    private static void awaitRead(TestServer server, int documents) throws Exception {
        Await.until(
                "the folder is read",
                () -> {
                    var status = server.http().get("/api/v1/documents").json();
                    return status.path("waiting").asInt() == 0
                            && status.path("documents").asInt() == documents;
                });
    }
}
