package runnel.wire.bi;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import runnel.base.Json;
import runnel.testkit.TestServer;

/** The workflow of the guide, put down while the server runs, and asked in every way. */
@Timeout(60)
final class WorkflowFileTest {
    private static final Path GUIDE = Path.of("docs/guide/workflows.md");
    private static final String TEXTS = "The cat sleeps.\n---\nThe dog barks.";

    @TempDir Path data;
    private TestServer server;

    @BeforeEach
    void open() throws Exception {
        server = TestServer.start(data);
        var guide = Files.readString(GUIDE);
        var begin = guide.indexOf("```yaml\n") + "```yaml\n".length();
        put("compare.yaml", guide.substring(begin, guide.indexOf("```", begin)));
    }

    @AfterEach
    void close() throws InterruptedException {
        server.close();
    }

    private void put(String name, String text) throws Exception {
        var directory = Files.createDirectories(data.resolve("workflows"));
        Files.writeString(directory.resolve(name), text);
        // Nobody looks at the directory more often than once a second.
        Thread.sleep(Duration.ofMillis(1_100));
    }

    @Test
    void it_is_listed_with_its_steps_and_what_is_wrong_with_others() throws Exception {
        put("broken.yaml", "steps:\n- {name: a, text: '{{b}}'}");
        var answer = server.http().get("/api/v1/workflows").json();
        assertThat(answer.path("workflows"))
                .extracting(workflow -> workflow.path("name").asText())
                .containsExactly("data", "compare");
        assertThat(answer.path("workflows").path(1).path("steps").toString())
                .isEqualTo("[[\"first\",\"second\"],[\"comparison\"],[\"answer\"]]");
        assertThat(answer.path("problems").path(0).path("place").asText())
                .isEqualTo("workflows/broken.yaml:2:19");
        assertThat(server.http().get("/").body()).contains("Compare two texts");
    }

    @Test
    void its_steps_stream() throws Exception {
        var body = Json.object().put("workflow", "compare").put("message", TEXTS);
        var values = new ArrayList<JsonNode>();
        try (var stream = server.http().postStream("/workflow/query", body)) {
            for (var frame : stream.rest()) {
                values.add(Json.parse(frame.data()));
            }
        }
        assertThat(values.getLast().asText()).isEqualTo("[DONE]");
        var ends = values.stream().filter(value -> is(value, "step_end")).toList();
        assertThat(ends)
                .extracting(value -> value.path("name").asText())
                .containsExactlyInAnyOrder("first", "second", "comparison", "answer");
        var fractions =
                values.stream()
                        .filter(value -> is(value, "progress"))
                        .map(value -> value.path("fraction").asDouble())
                        .toList();
        assertThat(fractions.subList(0, 1)).containsExactly(0.0);
        assertThat(fractions.subList(2, 4)).isEqualTo(List.of(0.5, 0.75));
        // The echo says what it is asked, so the tasks can be seen in what it says.
        var said = new StringBuilder();
        values.stream().filter(JsonNode::isTextual).forEach(value -> said.append(value.asText()));
        assertThat(said).contains("Where do these two agree", "The cat sleeps.", "The dog barks.");
    }

    @Test
    void steps_at_the_same_time_speak_as_they_go_each_under_its_name() throws Exception {
        var texts = "The cat sleeps. ".repeat(60) + "\n---\n" + "The dog barks. ".repeat(60);
        var body = Json.object().put("workflow", "compare").put("message", texts);
        var live = new LinkedHashMap<String, StringBuilder>();
        var pieces = new LinkedHashMap<String, Integer>();
        var outputs = new LinkedHashMap<String, String>();
        var ended = new ArrayList<String>();
        try (var stream = server.http().postStream("/workflow/query", body)) {
            for (var frame : stream.rest()) {
                var value = Json.parse(frame.data());
                var name = value.path("name").asText();
                if (is(value, "text")) {
                    assertThat(ended).doesNotContain(name);
                    live.computeIfAbsent(name, key -> new StringBuilder())
                            .append(value.path("text").asText());
                    pieces.merge(name, 1, Integer::sum);
                } else if (is(value, "step_end")) {
                    ended.add(name);
                    outputs.put(name, value.path("output").asText());
                }
            }
        }
        assertThat(live.keySet()).containsExactlyInAnyOrder("first", "second");
        live.forEach(
                (name, text) -> assertThat(text.toString().strip()).isEqualTo(outputs.get(name)));
        assertThat(pieces.values()).allMatch(count -> count > 1);
    }

    @Test
    void it_answers_at_once_and_in_a_conversation() throws Exception {
        var body = Json.object().put("workflow", "compare").put("message", TEXTS);
        var answer = server.http().post("/workflow/query-sync", body).json();
        assertThat(answer.path("success").asBoolean()).isTrue();
        assertThat(answer.path("outputs").path("first").asText()).contains("The cat sleeps.");
        assertThat(answer.path("content").asText())
                .isEqualTo(answer.path("outputs").path("comparison").asText().strip());
        var message = Json.object().put("text", TEXTS).put("agent", "compare");
        try (var stream = server.http().postStream("/api/v1/messages", message)) {
            var frames = stream.rest();
            assertThat(frames)
                    .extracting(frame -> frame.event())
                    .contains("node-start", "node-input", "node-end", "delegate-start", "run-end");
            var id = Json.parse(frames.getFirst().data()).path("conversation").asText();
            assertThat(server.http().get("/conversations/" + id).body())
                    .contains("<span class=\"label\">first</span>", "The dog barks.");
        }
        var unknown = Json.object().put("workflow", "nobody").put("message", "x");
        assertThat(server.http().post("/workflow/query-sync", unknown).json().path("code").asText())
                .isEqualTo("workflow-unknown");
    }

    private static boolean is(JsonNode value, String type) {
        return value.path("type").asText().equals(type);
    }
}
