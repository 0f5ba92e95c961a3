package runnel.cube;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import java.math.BigDecimal;
import java.math.MathContext;
import java.util.ArrayList;
import java.util.List;
import java.util.TreeMap;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.DynamicTest;
import runnel.base.Json;

/** A recorded query, and whether an answer is the recorded one. */
record GoldenCase(String id, JsonNode json) {
    private static final Pattern NUMBER = Pattern.compile("[+-]?\\d+(\\.\\d+)?([eE][+-]?\\d+)?");
    private static final Pattern TIME =
            Pattern.compile("\\d{4}-\\d\\d-\\d\\dT\\d\\d:\\d\\d:\\d\\d\\.\\d{3}Z?");

    static GoldenCase parse(String text) {
        var json = Json.parse(text);
        return new GoldenCase(json.path("id").asText(), json);
    }

    /** What a case is put to. */
    @FunctionalInterface
    interface Asked {
        Golden.Reply ask(GoldenCase one) throws Exception;
    }

    /** One test for each case: its answer is the recorded one, or its refusal. */
    static Stream<DynamicTest> tests(Stream<GoldenCase> cases, Asked asked) {
        return cases.map(one -> DynamicTest.dynamicTest(one.id(), () -> one.check(asked)));
    }

    private void check(Asked asked) throws Exception {
        var reply = asked.ask(this);
        assertThat(difference(reply.status(), reply.json()))
                .as("%s", json.path("request"))
                .isEmpty();
    }

    String group() {
        return json.path("group").asText();
    }

    int status() {
        return json.path("expected").path("status").asInt();
    }

    boolean enginesAgree() {
        return json.path("compare").path("enginesAgree").asBoolean();
    }

    /** What differs; empty where nothing does. */
    String difference(int status, JsonNode body) {
        var expected = json.path("expected");
        if (status() >= 400) {
            return error(status, body);
        }
        if (status != 200) {
            return "status " + status + ": " + body;
        }
        if (expected.has("results")) {
            return results(expected.path("results"), body);
        }
        var difference = rows(expected.path("rows"), body.path("data"));
        return difference.isEmpty() ? details(expected, body) : difference;
    }

    private String error(int status, JsonNode body) {
        var expected = json.path("expected");
        var text = body.path("error").asText();
        if (status < 400 || status >= 500 || text.isEmpty() || text.contains("\tat ")) {
            return "status " + status + ": " + body;
        }
        if (expected.path("errorMode").asText().equals("exact-or-better")) {
            // Whatever the recorded message names in quotes the answer must name too.
            var named =
                    Pattern.compile("'([^']+)'|\"([a-zA-Z_.\\[\\]0-9]+)\"")
                            .matcher(expected.path("error").asText());
            while (named.find()) {
                var name = named.group(1) == null ? named.group(2) : named.group(1);
                if (!text.contains(name)) {
                    return "does not name " + name + ": " + text;
                }
            }
        }
        return "";
    }

    private String results(JsonNode expected, JsonNode body) {
        if (!body.path("queryType")
                .asText()
                .equals(json.path("expected").path("queryType").asText())) {
            return "queryType " + body.path("queryType");
        }
        if (expected.size() != body.path("results").size()) {
            return body.path("results").size() + " results";
        }
        for (var i = 0; i < expected.size(); i++) {
            var difference = rows(expected.get(i), body.path("results").get(i).path("data"));
            if (!difference.isEmpty()) {
                return "result " + i + ": " + difference;
            }
        }
        return "";
    }

    private String details(JsonNode expected, JsonNode body) {
        if (expected.has("total")
                && expected.path("total").asLong() != body.path("total").asLong(-1)) {
            return "total " + body.path("total");
        }
        var times = expected.path("normalizedTimeDimensions");
        if (!times.isMissingNode() && !times.equals(body.path("query").path("timeDimensions"))) {
            return "timeDimensions "
                    + body.path("query").path("timeDimensions")
                    + " instead of "
                    + times;
        }
        if (expected.has("annotation")
                && !expected.path("annotation").equals(body.path("annotation"))) {
            return "annotation "
                    + body.path("annotation")
                    + " instead of "
                    + expected.path("annotation");
        }
        return "";
    }

    private String rows(JsonNode expected, JsonNode actual) {
        var wanted = lines(expected);
        var got = lines(actual.isObject() ? expand(actual) : actual);
        if (wanted.size() != got.size()) {
            return got.size()
                    + " rows instead of "
                    + wanted.size()
                    + ": "
                    + got.stream().limit(3).toList();
        }
        if (!json.path("compare").path("ordered").asBoolean()) {
            wanted.sort(null);
            got.sort(null);
        }
        for (var i = 0; i < wanted.size(); i++) {
            if (!wanted.get(i).equals(got.get(i)) && !close(wanted.get(i), got.get(i))) {
                return "row " + i + ": " + got.get(i) + " instead of " + wanted.get(i);
            }
        }
        return "";
    }

    private static JsonNode expand(JsonNode compact) {
        var rows = com.fasterxml.jackson.databind.node.JsonNodeFactory.instance.arrayNode();
        for (var line : compact.path("dataset")) {
            var row = rows.addObject();
            for (var i = 0; i < line.size(); i++) {
                row.set(compact.path("members").get(i).asText(), line.get(i));
            }
        }
        return rows;
    }

    private List<String> lines(JsonNode rows) {
        var lines = new ArrayList<String>();
        var data = rows.isObject() && rows.has("dataset") ? expand(rows) : rows;
        for (var row : data) {
            var fields = new TreeMap<String, String>();
            row.properties().forEach(field -> fields.put(field.getKey(), plain(field.getValue())));
            lines.add(fields.toString());
        }
        return lines;
    }

    private static String plain(JsonNode value) {
        var text = value.asText();
        if (value.isNull() || value.isBoolean()) {
            return text;
        }
        if (NUMBER.matcher(text).matches()) {
            return new BigDecimal(text)
                    .round(new MathContext(10))
                    .stripTrailingZeros()
                    .toPlainString();
        }
        return TIME.matcher(text).matches() ? text.replace("Z", "") : text;
    }

    /** Approximate counts may be off by a tenth. */
    private static boolean close(String wanted, String got) {
        if (!wanted.contains("approx")) {
            return false;
        }
        var pattern = Pattern.compile("approx=(\\d+)");
        var a = pattern.matcher(wanted);
        var b = pattern.matcher(got);
        return a.find()
                && b.find()
                && Math.abs(Integer.parseInt(a.group(1)) - Integer.parseInt(b.group(1)))
                        <= Math.max(1, Integer.parseInt(a.group(1)) / 10)
                && wanted.replace(a.group(), "").equals(got.replace(b.group(), ""));
    }
}
