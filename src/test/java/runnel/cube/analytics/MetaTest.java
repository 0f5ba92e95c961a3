package runnel.cube.analytics;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import runnel.base.Json;
import runnel.cube.Golden;
import runnel.cube.SecurityContext;

/** What clients are told of the model, against what a recorded server told of the same model. */
final class MetaTest {
    private static final Path FOLDER = Path.of("src/test/resources/golden/api");

    @Test
    void metaIsTheRecordedOne() throws IOException {
        try (var golden = Golden.duckDb()) {
            var recorded =
                    Json.parse(Files.readString(FOLDER.resolve("meta-1.7.43.json"))).path("cubes");
            var cubes = golden.analytics().meta(SecurityContext.NOBODY).path("cubes");
            assertThat(names(cubes)).isEqualTo(names(recorded));
            for (var i = 0; i < recorded.size(); i++) {
                assertThat(cubes.get(i)).isEqualTo(recorded.get(i));
            }
        }
    }

    @Test
    void metaHoldsWhatAPolicyGrants() {
        try (var golden = Golden.duckDb()) {
            var claims = Json.object();
            claims.putArray("groups").add("clerk");
            var cubes = golden.analytics().meta(SecurityContext.of(claims)).path("cubes");
            assertThat(names(cubes)).contains("guarded_orders");
            for (var cube : cubes) {
                if (cube.path("name").asText().equals("guarded_orders")) {
                    assertThat(names(cube.path("measures")))
                            .containsExactly("guarded_orders.count");
                }
            }
        }
    }

    @Test
    void dryRunIsTheRecordedOneAsFarAsItSpeaksOfQueries() throws IOException {
        var shapes = Json.parse(Files.readString(FOLDER.resolve("shapes-1.7.43.json")));
        try (var golden = Golden.duckDb()) {
            var recorded = shapes.path("dryRun").path("body");
            var run = golden.analytics().dryRun(shapes.path("query"), SecurityContext.NOBODY);
            assertThat(run.path("queryType")).isEqualTo(recorded.path("queryType"));
            assertThat(run.path("queryOrder")).isEqualTo(recorded.path("queryOrder"));
            assertThat(plain(run.path("pivotQuery"))).isEqualTo(recorded.path("pivotQuery"));
            assertThat(plain(run.path("normalizedQueries").get(0)))
                    .isEqualTo(recorded.path("normalizedQueries").get(0));
        }
    }

    /** Without the empty list that the recorded server left out. */
    private static JsonNode plain(JsonNode query) {
        ObjectNode copy = query.deepCopy();
        copy.remove("segments");
        return copy;
    }

    private static java.util.List<String> names(JsonNode array) {
        var names = new java.util.ArrayList<String>();
        array.forEach(item -> names.add(item.path("name").asText()));
        return names;
    }
}
