package runnel.tool.web.openapi;

import com.fasterxml.jackson.databind.JsonNode;
import java.net.URI;
import java.net.URISyntaxException;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import org.apache.hc.client5.http.classic.methods.HttpUriRequestBase;
import org.apache.hc.core5.http.ContentType;
import org.apache.hc.core5.http.io.entity.StringEntity;
import runnel.tool.Tool;
import runnel.tool.ToolFailure;
import runnel.tool.ToolOutput;
import runnel.tool.ToolSpec;
import runnel.tool.web.Web;

/**
 * Asks a service to do something. Requests stay below the address that the operator has named:
 * whatever the arguments are, and wherever the service would redirect to.
 */
final class OperationTool implements Tool {
    /** Characters of an answer that a model is given. */
    static final int CHARS = 30_000;

    private static final int ERROR_CHARS = 1_500;
    private static final String USER = "${user}";

    private final Endpoint service;
    private final Operation operation;
    private final Web web;

    OperationTool(Endpoint service, Operation operation, Web web) {
        this.service = service;
        this.operation = operation;
        this.web = web;
    }

    @Override
    public ToolSpec spec() {
        return operation.spec();
    }

    @Override
    public boolean hasSideEffects() {
        return operation.sideEffects();
    }

    @Override
    public ToolOutput call(JsonNode arguments, Caller caller) throws InterruptedException {
        var request = new HttpUriRequestBase(operation.method(), target(arguments));
        request.setHeader("Accept", "application/json, text/*;q=0.9");
        service.headers()
                .forEach((name, value) ->
                        request.setHeader(name, value.replace(USER, line(caller.owner()))));
        for (var parameter : operation.parameters()) {
            if (parameter.place() == Operation.Place.HEADER
                    && arguments.hasNonNull(parameter.name())) {
                if (!service.headers().containsKey(parameter.name())) {
                    request.setHeader(
                            parameter.name(), line(text(arguments.get(parameter.name()))));
                }
            }
        }
        if (operation.hasBody() && arguments.hasNonNull(Operation.BODY)) {
            request.setEntity(
                    new StringEntity(
                            arguments.get(Operation.BODY).toString(),
                            ContentType.APPLICATION_JSON));
        }
        return output(web.send(request));
    }

    private static ToolOutput output(Web.Page page) {
        var text = page.text();
        if (page.status() >= 300) {
            var where = page.status() < 400 ? " (it redirects, which is not followed)" : "";
            throw new ToolFailure(
                    "The service answered with status %d%s: %s"
                            .formatted(page.status(), where, cut(text, ERROR_CHARS)));
        }
        return ToolOutput.of(
                text.isBlank()
                        ? "Done (status " + page.status() + ")."
                        : cut(text, CHARS) + (page.cut() ? "\n… (cut)" : ""));
    }

    private URI target(JsonNode arguments) {
        var path = operation.path();
        var query = new ArrayList<String>();
        for (var parameter : operation.parameters()) {
            var value = arguments.path(parameter.name());
            if (parameter.required() && (value.isMissingNode() || value.isNull())) {
                throw new ToolFailure("The argument \"" + parameter.name() + "\" is missing.");
            }
            switch (parameter.place()) {
                case PATH ->
                        path =
                                path.replace(
                                        "{" + parameter.name() + "}", segment(parameter, value));
                case QUERY ->
                        values(value).forEach(text -> query.add(pair(parameter.name(), text)));
                case HEADER -> {}
            }
        }
        service.query().forEach((name, value) -> query.add(pair(name, value)));
        var rest = query.isEmpty() ? "" : "?" + String.join("&", query);
        try {
            return new URI(service.address() + path + rest);
        } catch (URISyntaxException e) {
            throw new ToolFailure("The arguments make no address: " + e.getReason());
        }
    }

    // A name that leads up would lead out of what the operator has named.
    private static String segment(Operation.Parameter parameter, JsonNode value) {
        var text = text(value);
        if (text.isEmpty() || text.equals(".") || text.equals("..")) {
            throw new ToolFailure(
                    "The argument \"" + parameter.name() + "\" cannot be \"" + text + "\".");
        }
        return encoded(text);
    }

    private static List<String> values(JsonNode value) {
        if (value.isMissingNode() || value.isNull()) {
            return List.of();
        }
        if (!value.isArray()) {
            return List.of(text(value));
        }
        var values = new ArrayList<String>();
        value.forEach(element -> values.add(text(element)));
        return values;
    }

    private static String pair(String name, String value) {
        return encoded(name) + "=" + encoded(value);
    }

    private static String text(JsonNode value) {
        return value.isValueNode() ? value.asText() : value.toString();
    }

    private static String line(String text) {
        return text.replaceAll("[\\p{Cntrl}]", " ");
    }

    private static String encoded(String text) {
        return URLEncoder.encode(text, StandardCharsets.UTF_8).replace("+", "%20");
    }

    private static String cut(String text, int chars) {
        return text.length() <= chars ? text : text.substring(0, chars) + "…";
    }
}
