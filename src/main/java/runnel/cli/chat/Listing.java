package runnel.cli.chat;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import runnel.base.Messages;
import runnel.cli.terminal.Clean;

/** What a server has, as lines at the prompt. */
final class Listing {
    private static final String INDENT = "    ";

    private Listing() {}

    /** An agent, and questions to begin with. */
    static List<String> agent(JsonNode agent, boolean used) {
        var lines = new ArrayList<String>();
        var title = Clean.line(agent.path("title").asText());
        var name = Clean.line(agent.path("name").asText());
        lines.add((used ? "* " : "  ") + name + (title.isEmpty() ? "" : "  " + title));
        agent.path("starters").forEach(starter -> lines.add(INDENT + Clean.line(starter.asText())));
        return lines;
    }

    /** The tools by the servers that they come from, those of no server last. */
    static List<String> tools(JsonNode answer, Messages texts) {
        var lines = new ArrayList<String>();
        var taken = new HashSet<String>();
        for (var server : answer.path("servers")) {
            var state = texts.text("cli.tools." + server.path("state").asText());
            var reason = Clean.line(server.path("reason").asText());
            lines.add(
                    Clean.line(server.path("name").asText())
                            + ": "
                            + (reason.isEmpty() ? state : state + ", " + reason));
            for (var name : server.path("tools")) {
                taken.add(name.asText());
                lines.add(INDENT + tool(answer, name.asText(), texts));
            }
        }
        lines.add(texts.text("cli.tools.own"));
        for (var tool : answer.path("tools")) {
            if (!taken.contains(tool.path("name").asText())) {
                lines.add(INDENT + tool(tool, texts));
            }
        }
        return lines;
    }

    private static String tool(JsonNode answer, String name, Messages texts) {
        for (var tool : answer.path("tools")) {
            if (tool.path("name").asText().equals(name)) {
                return tool(tool, texts);
            }
        }
        return Clean.line(name);
    }

    private static String tool(JsonNode tool, Messages texts) {
        return Clean.line(tool.path("name").asText())
                + "  "
                + texts.text("cli.tools." + tool.path("permission").asText());
    }
}
