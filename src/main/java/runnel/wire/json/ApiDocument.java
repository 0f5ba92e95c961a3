package runnel.wire.json;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.concurrent.ConcurrentHashMap;
import org.jspecify.annotations.Nullable;
import org.snakeyaml.engine.v2.api.Load;
import org.snakeyaml.engine.v2.api.LoadSettings;
import runnel.base.Json;
import runnel.base.Messages;
import runnel.http.ClientGone;
import runnel.http.Request;
import runnel.http.Response;
import runnel.http.Routes;

/**
 * The description of the HTTP interface, OpenAPI 3.1, in each language. Thread-safe.
 *
 * <p>Its shape is written down once; texts in it are names of messages, beginning with a dollar
 * sign. It is read when somebody asks for it first.
 */
public final class ApiDocument {
    private static final String RESOURCE = "/api/openapi.yaml";
    private static final String REFERENCE = "$ref";

    private final Map<String, JsonNode> documents = new ConcurrentHashMap<>();

    public void routes(Routes routes) {
        routes.get("/openapi.json", this::send);
    }

    /** The document with its texts in one language. */
    public JsonNode in(Messages messages) {
        return documents.computeIfAbsent(
                messages.language(),
                language -> Json.tree(Objects.requireNonNull(told(null, shape(), messages))));
    }

    private void send(Request request, Response response) throws ClientGone {
        var messages = request.messages();
        response.header("Content-Language", messages.language())
                .header("Vary", "Accept-Language, Cookie")
                .json(in(messages));
    }

    private static Object shape() {
        try (var in = Objects.requireNonNull(ApiDocument.class.getResourceAsStream(RESOURCE))) {
            return new Load(LoadSettings.builder().build()).loadFromInputStream(in);
        } catch (IOException e) {
            throw new UncheckedIOException(RESOURCE, e);
        }
    }

    /** The same tree with the names of texts replaced by the texts. */
    private static @Nullable Object told(
            @Nullable Object key, @Nullable Object value, Messages messages) {
        return switch (value) {
            case Map<?, ?> map -> {
                var told = new LinkedHashMap<Object, @Nullable Object>();
                map.forEach((name, item) -> told.put(name, told(name, item, messages)));
                yield told;
            }
            case List<?> list -> {
                var told = new ArrayList<@Nullable Object>();
                list.forEach(item -> told.add(told(null, item, messages)));
                yield told;
            }
            case String text when text.startsWith("$") && !REFERENCE.equals(key) ->
                    messages.text("api." + text.substring(1));
            case null, default -> value;
        };
    }
}
