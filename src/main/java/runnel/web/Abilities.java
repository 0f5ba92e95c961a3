package runnel.web;

import java.util.List;
import runnel.agent.Agent;
import runnel.tool.Permission;
import runnel.tool.Tool;

/** What an agent can do besides talking, as people see it. */
public record Abilities(String agent, List<Ability> all) {
    private static final int ABOUT_CHARS = 160;

    public Abilities {
        all = List.copyOf(all);
    }

    static Abilities of(Agent agent, Viewer viewer) {
        var tools = agent.tools();
        return new Abilities(
                agent.name(),
                tools.tools().values().stream()
                        .map(tool -> Ability.of(tool, tools.permission(tool), viewer))
                        .toList());
    }

    /**
     * One of its tools.
     *
     * @param about what it does; of tools that are not this server's, in the words that the model
     *     is told
     */
    public record Ability(String name, String about, Permission permission) {
        static Ability of(Tool tool, Permission permission, Viewer viewer) {
            var name = tool.spec().name();
            var told = sentence(tool.spec().description());
            return new Ability(name, viewer.textOr("tool-about." + name, told), permission);
        }

        /** The end of the key of the text that says what may be done with it. */
        public String key() {
            return switch (permission) {
                case ALLOW -> "allow";
                case ASK -> "ask";
                case DENY -> "deny";
            };
        }
    }

    /** The first sentence, which says what a tool is. */
    private static String sentence(String text) {
        var line = text.strip().replaceAll("\\s+", " ");
        var end = line.indexOf(". ");
        var first = end < 0 ? line : line.substring(0, end + 1);
        return first.length() <= ABOUT_CHARS ? first : first.substring(0, ABOUT_CHARS) + "…";
    }
}
