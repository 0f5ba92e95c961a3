package runnel.cube.server;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.math.BigDecimal;
import java.time.Instant;
import java.time.LocalDateTime;
import java.time.format.DateTimeParseException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Iterator;
import java.util.List;
import java.util.OptionalLong;
import org.jspecify.annotations.Nullable;
import runnel.base.Json;
import runnel.base.Problem;
import runnel.cube.Column;
import runnel.cube.Rows;
import runnel.cube.ValueType;
import runnel.cube.analytics.Answer;
import runnel.cube.analytics.Loaded;
import runnel.cube.query.Asked;

/**
 * Reads what a server answers to {@code load}.
 *
 * @param format that the one who asked wants rows in; the server sends them by name
 */
record ServerAnswer(JsonNode body, String format, List<String> warnings) {
    private static final String COMPARED = "compareDateRange";

    Loaded loaded() {
        var results = body.path("results");
        if (!results.isArray()) {
            return new Loaded(Asked.Type.REGULAR, List.of(answer(body)), object(body, "query"));
        }
        var answers = new ArrayList<Answer>();
        results.forEach(result -> answers.add(answer(result)));
        var word = body.path("queryType").asText();
        var type =
                Arrays.stream(Asked.Type.values())
                        .filter(one -> one.word().equals(word))
                        .findFirst()
                        .orElseThrow(() -> nonsense(word));
        return new Loaded(type, answers, object(body, "pivotQuery"));
    }

    private Answer answer(JsonNode result) {
        var query = object(result, "query");
        var annotation = object(result, "annotation");
        var data = result.path("data");
        if (!data.isArray()) {
            throw nonsense("data");
        }
        var columns = columns(query, annotation);
        if (!format.isEmpty()) {
            query.put("responseFormat", format);
        }
        var total = result.path("total");
        var all = new ArrayList<>(warnings);
        result.path("warnings").forEach(warning -> all.add(warning.asText()));
        var origin =
                new Answer.Origin(
                        result.path("dbType").asText("cube"),
                        instant(result.path("lastRefreshTime").asText()),
                        false,
                        "",
                        List.copyOf(all));
        return new Answer(
                query,
                annotation,
                columns,
                new JsonRows(data.iterator(), columns),
                extra(data.path(0), columns),
                total.isNumber() ? OptionalLong.of(total.asLong()) : OptionalLong.empty(),
                origin);
    }

    /** Columns in the order of the query: dimensions, times, measures. */
    private static List<Column> columns(JsonNode query, JsonNode annotation) {
        var columns = new ArrayList<Column>();
        for (var name : query.path("dimensions")) {
            columns.add(column(List.of(name.asText()), annotation.path("dimensions")));
        }
        for (var time : query.path("timeDimensions")) {
            if (time.path("granularity").isTextual()) {
                var name = time.path("dimension").asText();
                var grouped = name + "." + time.path("granularity").asText();
                columns.add(
                        new Column(
                                grouped.replace(".", "__"),
                                List.of(grouped, name),
                                ValueType.TIME));
            }
        }
        for (var name : query.path("measures")) {
            columns.add(column(List.of(name.asText()), annotation.path("measures")));
        }
        return columns;
    }

    private static Column column(List<String> names, JsonNode annotations) {
        var type = annotations.path(names.getFirst()).path("type").asText();
        return new Column(
                names.getFirst().replace(".", "__"),
                names,
                switch (type) {
                    case "number" -> ValueType.NUMBER;
                    case "boolean" -> ValueType.BOOLEAN;
                    case "time" -> ValueType.TIME;
                    case "geo" -> ValueType.GEO;
                    default -> ValueType.STRING;
                });
    }

    private static Answer.Extra extra(JsonNode row, List<Column> columns) {
        if (row.has(COMPARED)) {
            return new Answer.Extra(COMPARED, row.path(COMPARED).asText(), -1);
        }
        for (var field : row.properties()) {
            if (field.getKey().matches("time\\.\\w+")) {
                for (var i = 0; i < columns.size(); i++) {
                    if (columns.get(i).members().size() > 1) {
                        return new Answer.Extra(field.getKey(), "", i);
                    }
                }
            }
        }
        return Answer.Extra.NONE;
    }

    private static ObjectNode object(JsonNode json, String key) {
        return json.path(key) instanceof ObjectNode object ? object.deepCopy() : Json.object();
    }

    private static Instant instant(String text) {
        try {
            return Instant.parse(text);
        } catch (DateTimeParseException e) {
            return Instant.EPOCH;
        }
    }

    private static Problem nonsense(String what) {
        return new Problem(Problem.Kind.UPSTREAM, "cube-server-nonsense", what);
    }

    /** Rows of JSON objects as rows of values. */
    private record JsonRows(Iterator<JsonNode> rows, List<Column> columns) implements Rows {
        @Override
        public @Nullable Object @Nullable [] next() {
            if (!rows.hasNext()) {
                return null;
            }
            var json = rows.next();
            var row = new @Nullable Object[columns.size()];
            for (var i = 0; i < row.length; i++) {
                row[i] = value(json.path(columns.get(i).member()), columns.get(i).type());
            }
            return row;
        }

        @Override
        public void close() {
            // All of it is in memory.
        }

        /** A server sends most numbers as text. */
        private static @Nullable Object value(JsonNode json, ValueType type) {
            if (json.isNull() || json.isMissingNode()) {
                return null;
            }
            var text = json.asText();
            try {
                return switch (type) {
                    case NUMBER -> new BigDecimal(text);
                    case BOOLEAN -> json.isBoolean() ? (Object) json.asBoolean() : text;
                    case TIME -> LocalDateTime.parse(text.replaceFirst("Z$", ""));
                    default -> json.isBoolean() ? (Object) json.asBoolean() : text;
                };
            } catch (NumberFormatException | DateTimeParseException e) {
                return text;
            }
        }
    }
}
