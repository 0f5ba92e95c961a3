package runnel.web;

import com.fasterxml.jackson.databind.JsonNode;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.util.List;

/** How to make a call with curl, from the examples of an OpenAPI document. */
record ApiCommand(String origin) {
    private static final String CONTINUED = " \\\n  ";

    String of(
            String method,
            String path,
            List<JsonNode> parameters,
            JsonNode content,
            JsonNode body) {
        var address = path;
        var query = new StringBuilder();
        for (var parameter : parameters) {
            var name = parameter.path("name").asText();
            var example = parameter.path("example").asText();
            switch (parameter.path("in").asText()) {
                case "path" -> address = address.replace("{" + name + "}", example);
                case "query" -> {
                    if (parameter.path("required").asBoolean()) {
                        query.append(query.isEmpty() ? "?" : "&")
                                .append(name)
                                .append('=')
                                .append(encoded(example));
                    }
                }
                default -> {}
            }
        }
        var command = new StringBuilder("curl -N");
        if (!method.equals("GET") && !(method.equals("POST") && !body.isMissingNode())) {
            command.append(" -X ").append(method);
        }
        command.append(' ').append(quoted(origin + address + query));
        if (content.has("application/x-www-form-urlencoded")) {
            body.properties()
                    .forEach(field ->
                            command.append(CONTINUED)
                                    .append("--data-urlencode ")
                                    .append(
                                            quoted(
                                                    field.getKey()
                                                            + "="
                                                            + field.getValue().asText())));
        } else if (!body.isMissingNode()) {
            command.append(CONTINUED).append("--json ").append(quoted(body.toString()));
        }
        return command.toString();
    }

    private static String encoded(String text) {
        return URLEncoder.encode(text, StandardCharsets.UTF_8);
    }

    private static String quoted(String text) {
        return "'" + text.replace("'", "'\\''") + "'";
    }
}
