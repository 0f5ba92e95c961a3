package runnel.cube;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.fasterxml.jackson.databind.node.TextNode;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import org.junit.jupiter.api.Test;
import runnel.base.Json;
import runnel.base.Messages;
import runnel.cube.yaml.ModelFile;
import runnel.cube.yaml.ModelReader;
import runnel.wire.cube.ApiRequest;

/** Queries and models with a few things changed at random: answered or refused, never a failure. */
final class MutationTest {
    private static final int QUERIES = 1_500;
    private static final int MODELS = 300;
    private static final List<String> TEXTS =
            List.of(
                    "",
                    "%",
                    "_",
                    "\\",
                    "'; DROP TABLE orders; --",
                    "\u0000",
                    "🙂",
                    "\ud800",
                    "a.b.c.d",
                    "orders.nope",
                    "nope.count",
                    "orders.created_at.month",
                    "last month",
                    "2025-02-30",
                    "last 9999999999 days",
                    "999999-01-01",
                    "Mars/Phobos",
                    "+08:00",
                    "1e400",
                    "NaN",
                    "null",
                    "month",
                    "fiscal_year",
                    "desc",
                    "compact",
                    "contains",
                    "inDateRange",
                    "9".repeat(400));
    private static final List<String> LINES =
            List.of(
                    "{",
                    "{{",
                    "'",
                    ":",
                    " - ",
                    "&a ",
                    "*a ",
                    "<<: *a",
                    "!!str ",
                    "#",
                    "\t",
                    "\u0001",
                    "[",
                    "null",
                    "{orders.count}",
                    "{nope}",
                    "{count}",
                    "sub_query: true",
                    "case: {when: []}",
                    "meta: []",
                    "rolling_window: {trailing: 1 fortnight}",
                    "extends: orders",
                    "join_path: a.b.c",
                    "---");

    @Test
    void changedQueriesAreAnsweredOrRefused() throws Exception {
        var random = new Random(5);
        var names = new ArrayList<String>();
        for (var entity : Golden.catalog().entities()) {
            entity.byName().keySet().forEach(name -> names.add(entity.name() + "." + name));
        }
        var paths = List.of("load", "sql", "dry-run");
        try (var golden = Golden.duckDb()) {
            var queries = new RandomQueries(Golden.catalog(), 5);
            for (var i = 0; i < QUERIES; i++) {
                JsonNode query = queries.next();
                for (var change = random.nextInt(3); change >= 0; change--) {
                    query = changed(query, names, random);
                }
                var body = Json.object().put("queryType", "multi").set("query", query).toString();
                var reply =
                        golden.send(
                                new ApiRequest(
                                        "POST",
                                        "/cubejs-api/v1/" + paths.get(i % paths.size()),
                                        Map.of(),
                                        body,
                                        Optional.of(Golden.token(Json.object()))));
                assertThat(reply.status()).as(body).isIn(200, 400);
                // What the database refuses the planner should not have let through.
                assertThat(reply.json().path("code").asText())
                        .as("%s: %s", body, reply.json().path("error"))
                        .isNotEqualTo("engine-failed");
            }
        }
    }

    @Test
    void changedModelsAreFindingsWithAPlace() {
        var random = new Random(6);
        var files = new ArrayList<ModelFile>();
        for (var part : List.of("model", "model-v1")) {
            files.addAll(ModelReader.files(Path.of("src/test/resources/golden", part)));
        }
        for (var i = 0; i < MODELS; i++) {
            var changed = new ArrayList<>(files);
            var which = random.nextInt(files.size());
            var path = files.get(which).path();
            var text = changed(files.get(which).text(), random);
            changed.set(which, ModelFile.parse(path, text));
            for (var finding : ModelReader.compile(changed).findings()) {
                assertThat(finding.place().line()).as("%s", finding).isPositive();
                assertThat(finding.line(Messages.of("zh"))).isNotBlank();
            }
        }
    }

    private static JsonNode changed(JsonNode node, List<String> names, Random random) {
        return switch (node) {
            case ObjectNode object when !object.isEmpty() -> {
                var keys = object.properties().stream().map(Map.Entry::getKey).toList();
                var key = keys.get(random.nextInt(keys.size()));
                yield object.set(key, changed(object.get(key), names, random));
            }
            case ArrayNode array when !array.isEmpty() -> {
                var index = random.nextInt(array.size());
                array.set(index, changed(array.get(index), names, random));
                yield array;
            }
            case TextNode text when MemberName.isPath(text.asText()) && random.nextInt(5) > 0 ->
                    TextNode.valueOf(names.get(random.nextInt(names.size())));
            case TextNode _ -> TextNode.valueOf(TEXTS.get(random.nextInt(TEXTS.size())));
            default -> JsonNodeFactory.instance.numberNode(random.nextLong());
        };
    }

    private static String changed(String text, Random random) {
        var lines = new ArrayList<>(List.of(text.split("\n", -1)));
        var index = random.nextInt(lines.size());
        var line = lines.get(index);
        var at = random.nextInt(line.length() + 1);
        switch (random.nextInt(4)) {
            case 0 -> lines.remove(index);
            case 1 -> lines.add(index, line);
            case 2 -> lines.set(index, "  " + line);
            default -> {
                var added = LINES.get(random.nextInt(LINES.size()));
                lines.set(index, line.substring(0, at) + added + line.substring(at));
            }
        }
        return String.join("\n", lines);
    }
}
