package runnel.agent.yaml;

import java.util.List;
import java.util.Set;
import runnel.agent.Agent;
import runnel.agent.Face;
import runnel.base.Section;
import runnel.tool.Toolbox;

/** Makes an agent of one YAML text. */
final class AgentReader {
    /** Questions to begin with, for each language. */
    static final int STARTERS = 6;

    private static final int ROUNDS_MOST = 200;
    private static final int SECONDS_MOST = 86_400;
    private static final long TOKENS_MOST = 1_000_000_000;
    private static final int HISTORY_MOST = 10_000_000;
    private static final Section.Codes CODES =
            new Section.Codes(
                    "agent-file",
                    "agent-type",
                    "agent-key",
                    "agent-key-twice",
                    "agent-key-missing");
    private static final Set<String> KEYS =
            Section.keys(
                    "name",
                    "title",
                    "description",
                    "instruction",
                    "model",
                    "tools",
                    "agents",
                    "hand_over",
                    "limits",
                    "starters");
    private static final Set<String> LIMITS =
            Section.keys("rounds", "seconds", "tokens", "history");

    private final Toolbox tools;

    /**
     * @param tools all that there are
     */
    AgentReader(Toolbox tools) {
        this.tools = tools;
    }

    /**
     * @param file its name as messages show it
     * @throws runnel.base.Problem what is wrong, with file, line and column
     */
    Agent read(String file, String text) {
        var keys = Section.read(CODES, file, text, KEYS, "instruction");
        var name = keys.name("agent-name");
        var starters = keys.spokenLists("starters");
        if (starters.values().stream().anyMatch(list -> list.size() > STARTERS)) {
            throw keys.problem("starters", "agent-starters", STARTERS);
        }
        var face = new Face(keys.spoken("title"), keys.spoken("description"), starters);
        var team = new Agent.Team(others(keys, "agents", name), others(keys, "hand_over", name));
        return new Agent(
                name,
                face,
                keys.required("instruction").strip(),
                keys.text("model").orElse(""),
                tools.only(keys.texts("tools")),
                team,
                limits(keys));
    }

    private static List<String> others(Section keys, String key, String name) {
        var others = keys.texts(key);
        if (others.contains(name)) {
            throw keys.problem(key, "agent-itself", name);
        }
        return others;
    }

    private static Agent.Limits limits(Section keys) {
        var usual = Agent.Limits.DEFAULT;
        return keys.section("limits", LIMITS)
                .map(limits ->
                        new Agent.Limits(
                                (int) limits.number("rounds", usual.rounds(), ROUNDS_MOST),
                                (int) limits.number("seconds", usual.seconds(), SECONDS_MOST),
                                limits.number("tokens", usual.tokens(), TOKENS_MOST),
                                (int) limits.number("history", usual.history(), HISTORY_MOST)))
                .orElse(usual);
    }
}
