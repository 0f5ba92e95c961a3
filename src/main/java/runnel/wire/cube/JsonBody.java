package runnel.wire.cube;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonGenerator;
import com.fasterxml.jackson.core.SerializableString;
import com.fasterxml.jackson.core.io.SerializedString;
import com.fasterxml.jackson.databind.json.JsonMapper;
import java.io.IOException;
import java.io.OutputStream;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;
import runnel.cube.analytics.Answer;
import runnel.cube.analytics.Cells;
import runnel.cube.analytics.Loaded;

/** Writes answers as JSON, row by row. */
final class JsonBody implements ApiResponse.Body {
    private static final JsonFactory FACTORY = JsonMapper.builder().build().getFactory();

    private static final DateTimeFormatter MILLIS =
            DateTimeFormatter.ofPattern("yyyy-MM-dd'T'HH:mm:ss.SSS'Z'").withZone(ZoneOffset.UTC);

    private final Loaded loaded;
    private final boolean multi;

    JsonBody(Loaded loaded, boolean multi) {
        this.loaded = loaded;
        this.multi = multi;
    }

    @Override
    public void writeTo(OutputStream out) throws IOException, InterruptedException {
        try (loaded;
                var json = FACTORY.createGenerator(out)) {
            json.disable(JsonGenerator.Feature.AUTO_CLOSE_TARGET);
            json.writeStartObject();
            if (multi) {
                json.writeStringField("queryType", loaded.type().word());
                json.writeArrayFieldStart("results");
                for (var answer : loaded.answers()) {
                    json.writeStartObject();
                    answer(json, answer);
                    json.writeEndObject();
                }
                json.writeEndArray();
                json.writeFieldName("pivotQuery");
                json.writeTree(loaded.pivotQuery());
                json.writeBooleanField("slowQuery", false);
            } else {
                answer(json, loaded.answers().getFirst());
            }
            json.writeEndObject();
        }
    }

    @Override
    public void discard() {
        loaded.close();
    }

    private static void answer(JsonGenerator json, Answer answer)
            throws IOException, InterruptedException {
        json.writeFieldName("query");
        json.writeTree(answer.query());
        json.writeStringField("lastRefreshTime", MILLIS.format(answer.origin().refreshed()));
        json.writeFieldName("annotation");
        json.writeTree(answer.annotation());
        json.writeStringField("dataSource", "default");
        json.writeStringField("dbType", answer.origin().database());
        json.writeBooleanField("external", false);
        json.writeBooleanField("slowQuery", false);
        if (answer.total().isPresent()) {
            json.writeNumberField("total", answer.total().getAsLong());
        } else {
            json.writeNullField("total");
        }
        if (!answer.origin().warnings().isEmpty()) {
            json.writeArrayFieldStart("warnings");
            for (var warning : answer.origin().warnings()) {
                json.writeString(warning);
            }
            json.writeEndArray();
        }
        json.writeFieldName("data");
        switch (answer.query().path("responseFormat").asText()) {
            case "compact" -> compact(json, answer);
            case "columnar" -> columnar(json, answer);
            default -> rows(json, answer);
        }
    }

    private static void rows(JsonGenerator json, Answer answer)
            throws IOException, InterruptedException {
        var names = new ArrayList<List<SerializableString>>();
        for (var column : answer.columns()) {
            names.add(
                    column.members().stream()
                            .map(SerializedString::new)
                            .map(SerializableString.class::cast)
                            .toList());
        }
        var extra = answer.extra();
        json.writeStartArray();
        for (var row = answer.rows().next(); row != null; row = answer.rows().next()) {
            json.writeStartObject();
            for (var i = 0; i < row.length && i < names.size(); i++) {
                for (var name : names.get(i)) {
                    json.writeFieldName(name);
                    value(json, row[i]);
                }
            }
            if (!extra.name().isEmpty()) {
                json.writeFieldName(extra.name());
                value(json, extra.copyOf() < 0 ? extra.constant() : row[extra.copyOf()]);
            }
            json.writeEndObject();
        }
        json.writeEndArray();
    }

    private static void compact(JsonGenerator json, Answer answer)
            throws IOException, InterruptedException {
        var extra = answer.extra();
        json.writeStartObject();
        members(json, answer);
        json.writeArrayFieldStart("dataset");
        for (var row = answer.rows().next(); row != null; row = answer.rows().next()) {
            json.writeStartArray();
            for (var i = 0; i < row.length && i < answer.columns().size(); i++) {
                for (var repeat = 0; repeat < answer.columns().get(i).members().size(); repeat++) {
                    value(json, row[i]);
                }
            }
            if (!extra.name().isEmpty()) {
                value(json, extra.copyOf() < 0 ? extra.constant() : row[extra.copyOf()]);
            }
            json.writeEndArray();
        }
        json.writeEndArray();
        json.writeEndObject();
    }

    /** One array for each member: the rows are held until the last of them has come. */
    private static void columnar(JsonGenerator json, Answer answer)
            throws IOException, InterruptedException {
        var all = new ArrayList<@Nullable Object[]>();
        for (var row = answer.rows().next(); row != null; row = answer.rows().next()) {
            all.add(row);
        }
        json.writeStartObject();
        members(json, answer);
        json.writeArrayFieldStart("columns");
        for (var i = 0; i < answer.columns().size(); i++) {
            for (var repeat = 0; repeat < answer.columns().get(i).members().size(); repeat++) {
                column(json, all, i, "");
            }
        }
        var extra = answer.extra();
        if (!extra.name().isEmpty()) {
            column(json, all, extra.copyOf(), extra.constant());
        }
        json.writeEndArray();
        json.writeEndObject();
    }

    private static void column(
            JsonGenerator json, List<@Nullable Object[]> rows, int column, String constant)
            throws IOException {
        json.writeStartArray();
        for (var row : rows) {
            value(json, column < 0 ? constant : row[column]);
        }
        json.writeEndArray();
    }

    /** The names of the columns of rows without names. */
    private static void members(JsonGenerator json, Answer answer) throws IOException {
        json.writeArrayFieldStart("members");
        for (var column : answer.columns()) {
            for (var name : column.members()) {
                json.writeString(name);
            }
        }
        if (!answer.extra().name().isEmpty()) {
            json.writeString(answer.extra().name());
        }
        json.writeEndArray();
    }

    /** Numbers are sent as text: JSON numbers would lose digits in most clients. */
    private static void value(JsonGenerator json, @Nullable Object value) throws IOException {
        switch (value) {
            case null -> json.writeNull();
            case Boolean truth -> json.writeBoolean(truth);
            default -> json.writeString(Cells.text(value));
        }
    }
}
