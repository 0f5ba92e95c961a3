package runnel.cli.chat;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Collectors;
import runnel.cli.terminal.Clean;

/** The sources of a reply, which stand below it with their numbers. Used by one thread. */
final class Footnotes {
    private final String address;
    private final Map<Integer, String> sources = new TreeMap<>();

    /**
     * @param address the server's, which the paths of its own documents begin with
     */
    Footnotes(String address) {
        this.address = address;
    }

    /** Another reply begins. */
    void begin() {
        sources.clear();
    }

    void add(JsonNode source) {
        var url = Clean.line(source.path("url").asText());
        var place = url.startsWith("/") ? address + url : url;
        var number = source.path("number").asInt();
        var title = Clean.line(source.path("title").asText());
        sources.put(
                number,
                "[%d] %s%s".formatted(number, title, place.isEmpty() ? "" : "\n    " + place));
    }

    /** Adds those of a reply as it stands. */
    void stand(Iterable<JsonNode> parts) {
        for (var part : parts) {
            if (part.path("type").asText().equals("source")) {
                add(part);
            }
        }
    }

    /** Those that the text cites, or all where it cites none; empty for none. */
    String of(CharSequence text) {
        var words = text.toString();
        var cited =
                sources.entrySet().stream()
                        .filter(source -> words.contains("[" + source.getKey() + "]"))
                        .map(Map.Entry::getValue)
                        .toList();
        return (cited.isEmpty() ? sources.values() : cited)
                .stream().collect(Collectors.joining("\n"));
    }
}
