package runnel.wire;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import runnel.app.Setting;
import runnel.base.Problem;
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
    void aFolderThatDoesNotExistIsNamedAtTheStart() {
        var settings = Map.of(Setting.DOCUMENTS, directory.resolve("missing").toString());
        assertThatThrownBy(() -> TestServer.start(directory.resolve("data"), settings))
                .isInstanceOf(Problem.class)
                .hasMessageContaining("missing");
    }
}
