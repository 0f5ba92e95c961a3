package runnel.tool.mcp;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import runnel.base.Json;
import runnel.base.Problem;

/**
 * Reads {@code mcp.json} in the form that many programs know: an object {@code mcpServers}, each
 * with a {@code command}, {@code args} and {@code env}, or with a {@code url} and {@code headers}.
 */
public final class PlacesFile {
    public static final String FILE = "mcp.json";

    private static final Pattern NAME = Pattern.compile("[A-Za-z0-9_-]{1,24}");
    private static final Pattern VARIABLE = Pattern.compile("\\$\\{env:([A-Za-z0-9_]+)}");

    private PlacesFile() {}

    /**
     * @param environment for values like {@code ${env:NAME}}
     * @return no places where there is no such file
     * @throws Problem {@code mcp-file} where it cannot be understood
     */
    public static List<Place> read(Path directory, Map<String, String> environment) {
        var file = directory.resolve(FILE);
        if (!Files.exists(file)) {
            return List.of();
        }
        try {
            var text = Files.readString(file);
            var filled =
                    VARIABLE.matcher(text)
                            .replaceAll(match ->
                                    Matcher.quoteReplacement(
                                            escaped(environment.getOrDefault(match.group(1), ""))));
            var places = new ArrayList<Place>();
            for (var server : Json.parse(filled).path("mcpServers").properties()) {
                places.add(place(file, server.getKey(), server.getValue()));
            }
            return places;
        } catch (IOException e) {
            throw new Problem(Problem.Kind.INVALID, "mcp-file", file, e.toString()).because(e);
        } catch (Problem e) {
            throw e.code().equals("mcp-file")
                    ? e
                    : new Problem(
                                    Problem.Kind.INVALID,
                                    "mcp-file",
                                    file,
                                    String.valueOf(e.getMessage()))
                            .because(e);
        }
    }

    private static Place place(Path file, String name, JsonNode server) {
        if (!NAME.matcher(name).matches()) {
            throw new Problem(
                    Problem.Kind.INVALID,
                    "mcp-file",
                    file,
                    "a name has letters, digits, _ and -, not " + name);
        }
        if (server.path("url").isTextual()) {
            return new Place.Address(name, server.path("url").asText(), texts(server, "headers"));
        }
        if (!server.path("command").isTextual()) {
            throw new Problem(
                    Problem.Kind.INVALID, "mcp-file", file, name + " needs a command or a url");
        }
        var command = new ArrayList<String>();
        command.add(server.path("command").asText());
        server.path("args").forEach(argument -> command.add(argument.asText()));
        return new Place.Program(name, command, texts(server, "env"));
    }

    private static Map<String, String> texts(JsonNode server, String field) {
        var texts = new LinkedHashMap<String, String>();
        server.path(field)
                .properties()
                .forEach(entry -> texts.put(entry.getKey(), entry.getValue().asText()));
        return texts;
    }

    private static String escaped(String value) {
        var quoted = Json.quote(new StringBuilder(), value);
        return quoted.substring(1, quoted.length() - 1);
    }
}
