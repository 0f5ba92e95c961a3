package runnel.tool.web.openapi;

import com.fasterxml.jackson.databind.JsonNode;
import java.net.URI;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.snakeyaml.engine.v2.api.Load;
import org.snakeyaml.engine.v2.api.LoadSettings;
import org.snakeyaml.engine.v2.exceptions.YamlEngineException;
import runnel.base.Json;
import runnel.base.Problem;
import runnel.tool.ToolSpec;

/**
 * Makes a service out of an OpenAPI document (3.x, YAML or JSON).
 *
 * <p>Keys come from the environment: {@code NAME_TOKEN}, where NAME is the file's name in capitals,
 * goes where the document's security scheme wants it. {@code x-runnel} may say more.
 */
final class OpenApiReader {
    /** Operations of one file; those beyond are left out. */
    static final int OPERATIONS = 128;

    private static final int NAME_CHARS = 64;
    private static final int DESCRIPTION_CHARS = 1_000;
    private static final List<String> METHODS =
            List.of("get", "head", "post", "put", "patch", "delete");
    private static final Set<String> HARMLESS = Set.of("get", "head");

    /** Headers that are no business of a model's. */
    private static final Set<String> RESERVED =
            Set.of("accept", "authorization", "content-type", "cookie", "host");

    private static final Pattern VARIABLE = Pattern.compile("\\$\\{env:([A-Za-z0-9_]+)}");
    private static final String OURS = "x-runnel";
    private static final String DESCRIPTION = "description";

    private final String file;
    private final JsonNode document;
    private final References references;
    private final Map<String, String> environment;

    private OpenApiReader(String file, JsonNode document, Map<String, String> environment) {
        this.file = file;
        this.document = document;
        this.references = new References(document);
        this.environment = environment;
    }

    /**
     * @param file its name
     * @throws Problem {@code openapi-file} with what is wrong
     */
    static Endpoint read(String file, String text, Map<String, String> environment) {
        try {
            var tree =
                    file.endsWith(".json")
                            ? Json.parse(text)
                            : Json.tree(
                                    new Load(LoadSettings.builder().setLabel(file).build())
                                            .loadFromString(text));
            return new OpenApiReader(file, tree, environment).service();
        } catch (YamlEngineException | IllegalArgumentException e) {
            throw wrong(file, String.valueOf(e.getMessage())).because(e);
        } catch (Problem e) {
            throw e.code().equals("openapi-file")
                    ? e
                    : wrong(file, String.valueOf(e.getMessage())).because(e);
        }
    }

    private Endpoint service() {
        if (!document.path("openapi").asText().startsWith("3.")) {
            throw wrong(file, "openapi: 3.x is missing at its top");
        }
        var headers = new HashMap<String, String>();
        var query = new HashMap<String, String>();
        key(headers, query);
        document.at("/" + OURS + "/headers")
                .properties()
                .forEach(field -> headers.put(field.getKey(), filled(field.getValue().asText())));
        return new Endpoint(address(), headers, query, operations());
    }

    private URI address() {
        var own = document.at("/" + OURS + "/server").asText();
        var text = filled(own.isEmpty() ? document.at("/servers/0/url").asText() : own);
        var address = URI.create(text.replaceAll("/+$", ""));
        var scheme = address.getScheme();
        if (address.getHost() == null
                || address.getUserInfo() != null
                || !("http".equals(scheme) || "https".equals(scheme))) {
            throw wrong(file, "the first server has no whole http address: " + text);
        }
        return address;
    }

    /** Where the key of the environment goes, by the first security scheme that wants one. */
    private void key(Map<String, String> headers, Map<String, String> query) {
        var key = environment.getOrDefault(prefix().toUpperCase(Locale.ROOT) + "_TOKEN", "");
        if (key.isEmpty()) {
            return;
        }
        for (var named : document.at("/components/securitySchemes")) {
            var scheme = references.at(named);
            var kind = scheme.path("type").asText();
            if (kind.equals("apiKey") && scheme.path("in").asText().equals("header")) {
                headers.put(scheme.path("name").asText(), key);
                return;
            }
            if (kind.equals("apiKey") && scheme.path("in").asText().equals("query")) {
                query.put(scheme.path("name").asText(), key);
                return;
            }
            if (kind.equals("http") && scheme.path("scheme").asText().equalsIgnoreCase("basic")) {
                headers.put("Authorization", "Basic " + key);
                return;
            }
        }
        headers.put("Authorization", "Bearer " + key);
    }

    private List<Operation> operations() {
        var operations = new ArrayList<Operation>();
        var names = new HashSet<String>();
        for (var path : document.path("paths").properties()) {
            var item = references.at(path.getValue());
            for (var method : METHODS) {
                var node = item.path(method);
                if (node.isObject() && operations.size() < OPERATIONS) {
                    var operation = operation(path.getKey(), method, item, node);
                    if (names.add(operation.spec().name())) {
                        operations.add(operation);
                    }
                }
            }
        }
        if (operations.isEmpty()) {
            throw wrong(file, "it has no operations");
        }
        return operations;
    }

    private Operation operation(String path, String method, JsonNode item, JsonNode node) {
        var schema = Json.object().put("type", "object");
        var properties = schema.putObject("properties");
        var required = schema.putArray("required");
        var parameters = new ArrayList<Operation.Parameter>();
        var all = new ArrayList<JsonNode>();
        item.path("parameters").forEach(all::add);
        node.path("parameters").forEach(all::add);
        for (var each : all) {
            var parameter = references.at(each);
            var place = place(parameter.path("in").asText());
            var name = parameter.path("name").asText();
            if (place.isEmpty()
                    || name.isEmpty()
                    || properties.has(name)
                    || RESERVED.contains(name.toLowerCase(Locale.ROOT))) {
                continue;
            }
            var needed =
                    place.get() == Operation.Place.PATH || parameter.path("required").asBoolean();
            parameters.add(new Operation.Parameter(name, place.get(), needed));
            properties.set(name, described(parameter));
            if (needed) {
                required.add(name);
            }
        }
        var body = references.at(node.path("requestBody"));
        var content = body.at("/content/application~1json/schema");
        if (!content.isMissingNode()) {
            properties.set(Operation.BODY, references.whole(content));
            if (body.path("required").asBoolean()) {
                required.add(Operation.BODY);
            }
        }
        var harmless = HARMLESS.contains(method) || node.path("x-runnel-harmless").asBoolean();
        return new Operation(
                new ToolSpec(
                        name(path, method, node),
                        description(path, method, node),
                        schema.toString()),
                method.toUpperCase(Locale.ROOT),
                path,
                parameters,
                !content.isMissingNode(),
                !harmless);
    }

    private JsonNode described(JsonNode parameter) {
        var schema = references.whole(parameter.path("schema"));
        var described = Json.object();
        schema.properties().forEach(field -> described.set(field.getKey(), field.getValue()));
        if (parameter.path(DESCRIPTION).isTextual()) {
            described.set(DESCRIPTION, parameter.get(DESCRIPTION));
        }
        if (!described.has("type")) {
            described.put("type", "string");
        }
        return described;
    }

    private static Optional<Operation.Place> place(String in) {
        return switch (in) {
            case "path" -> Optional.of(Operation.Place.PATH);
            case "query" -> Optional.of(Operation.Place.QUERY);
            case "header" -> Optional.of(Operation.Place.HEADER);
            default -> Optional.empty();
        };
    }

    private String name(String path, String method, JsonNode node) {
        var id = node.path("operationId").asText();
        var name = prefix() + "_" + (id.isEmpty() ? method + "_" + path : id);
        var safe = name.replaceAll("[^A-Za-z0-9-]+", "_").replaceAll("_+$", "");
        return safe.length() <= NAME_CHARS ? safe : safe.substring(0, NAME_CHARS);
    }

    private String prefix() {
        return file.replaceFirst("\\.[^.]*$", "").replaceAll("[^A-Za-z0-9]+", "_");
    }

    private String description(String path, String method, JsonNode node) {
        var title = document.at("/info/title").asText();
        var said =
                List.of(node.path("summary").asText(), node.path(DESCRIPTION).asText()).stream()
                        .filter(text -> !text.isBlank())
                        .distinct()
                        .reduce((first, second) -> first + "\n" + second)
                        .orElse(method.toUpperCase(Locale.ROOT) + " " + path);
        var whole = title.isEmpty() ? said : title + ": " + said;
        return whole.length() <= DESCRIPTION_CHARS ? whole : whole.substring(0, DESCRIPTION_CHARS);
    }

    private String filled(String text) {
        return VARIABLE.matcher(text)
                .replaceAll(match ->
                        Matcher.quoteReplacement(environment.getOrDefault(match.group(1), "")));
    }

    private static Problem wrong(String file, String reason) {
        return new Problem(Problem.Kind.INVALID, "openapi-file", file, reason);
    }
}
