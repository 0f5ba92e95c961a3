package runnel.tool.web.openapi;

import com.fasterxml.jackson.databind.JsonNode;
import java.net.URI;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.snakeyaml.engine.v2.api.Load;
import org.snakeyaml.engine.v2.api.LoadSettings;
import org.snakeyaml.engine.v2.exceptions.YamlEngineException;
import runnel.base.Json;
import runnel.base.Problem;

/**
 * Makes a service out of an OpenAPI document (3.x, YAML or JSON).
 *
 * <p>Keys come from the environment: {@code NAME_TOKEN}, where NAME is the file's name in capitals,
 * goes where the document's security scheme wants it. {@code x-runnel} may say more.
 */
final class OpenApiReader {
    /** Operations of one file; those beyond are left out. */
    static final int OPERATIONS = 128;

    private static final List<String> METHODS =
            List.of("get", "head", "post", "put", "patch", "delete");
    private static final Pattern VARIABLE = Pattern.compile("\\$\\{env:([A-Za-z0-9_]+)}");
    private static final String OURS = "x-runnel";

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
        var title = document.at("/info/title").asText();
        var reader = new OperationReader(references, prefix(), title);
        for (var path : document.path("paths").properties()) {
            var item = references.at(path.getValue());
            for (var method : METHODS) {
                var node = item.path(method);
                if (node.isObject() && operations.size() < OPERATIONS) {
                    var operation = reader.read(path.getKey(), method, item, node);
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

    private String prefix() {
        return file.replaceFirst("\\.[^.]*$", "").replaceAll("[^A-Za-z0-9]+", "_");
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
