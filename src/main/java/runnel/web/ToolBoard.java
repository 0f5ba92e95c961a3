package runnel.web;

import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.stream.Stream;
import runnel.agent.Agent;
import runnel.agent.Agents;
import runnel.tool.Permission;
import runnel.tool.ToolServer;
import runnel.tool.ToolServer.Session;
import runnel.tool.ToolServer.State;
import runnel.tool.ToolServers;
import runnel.tool.Toolbox;
import runnel.web.Abilities.Ability;

/**
 * All tools that there are, by where they come from.
 *
 * @param own those that do not come from a server apart
 */
public record ToolBoard(List<Row> own, List<Group> servers) {
    /** Names in one notice; more are counted. */
    private static final int NAMES = 4;

    public ToolBoard {
        own = List.copyOf(own);
        servers = List.copyOf(servers);
    }

    /**
     * One tool.
     *
     * @param agents titles of those that may use it, for a reader
     * @param away whether its server is away
     */
    public record Row(Ability tool, String agents, boolean away) {}

    /**
     * One server and its tools.
     *
     * @param state in words
     * @param more what else there is to know about it
     */
    public record Group(ToolServer server, String state, List<String> more, List<Row> rows) {
        public Group {
            more = List.copyOf(more);
            rows = List.copyOf(rows);
        }

        /** The state as styles know it. */
        public String mark() {
            return server.state().name().toLowerCase(Locale.ROOT);
        }
    }

    /** Reads boards for one viewer. */
    record Reader(Toolbox tools, ToolServers servers, Agents agents, String owner, Viewer viewer) {

        ToolBoard read() {
            var all =
                    tools.inventory().entrySet().stream()
                            .map(entry -> row(Ability.of(entry.getKey(), entry.getValue(), viewer)))
                            .toList();
            var taken = new HashSet<String>();
            var groups = new ArrayList<Group>();
            for (var server : servers.list(owner)) {
                taken.addAll(server.tools());
                groups.add(group(server, all));
            }
            return new ToolBoard(
                    all.stream().filter(row -> !taken.contains(row.tool().name())).toList(),
                    groups);
        }

        private Group group(ToolServer server, List<Row> all) {
            var there =
                    all.stream().filter(row -> server.tools().contains(row.tool().name())).toList();
            var known = there.stream().map(row -> row.tool().name()).toList();
            var away =
                    server.tools().stream()
                            .filter(name -> !known.contains(name))
                            .map(name -> new Row(new Ability(name, "", Permission.ASK), "", true));
            return new Group(
                    server,
                    viewer.text("tools.state." + server.state()),
                    more(server),
                    Stream.concat(there.stream(), away).toList());
        }

        private List<String> more(ToolServer server) {
            var more = new ArrayList<String>();
            more.add(viewer.text("tools.since", viewer.moment(server.sinceMillis())));
            if (server.restarts() > 0) {
                more.add(viewer.text("tools.restarts", server.restarts()));
            }
            if (server.session() != Session.SHARED) {
                more.add(viewer.text("tools.session." + server.session()));
            }
            return more;
        }

        private Row row(Ability tool) {
            var users =
                    agents.list().stream()
                            .filter(agent -> agent.tools().names().contains(tool.name()))
                            .map(this::title)
                            .reduce((first, next) -> viewer.text("tools.and", first, next));
            return new Row(tool, users.orElse(""), false);
        }

        private String title(Agent agent) {
            var standard = agent.name().equals(agents.standard().name());
            return Choice.of(agent, standard, viewer).title();
        }
    }

    /** A notice about what has changed. */
    static String news(ToolServer.Change change, Viewer viewer) {
        if (change.state() == State.FAILED) {
            return viewer.text("news.tools.away", change.server());
        }
        if (change.added().isEmpty() && change.removed().isEmpty()) {
            return viewer.text("news.tools.there", change.server());
        }
        var signs =
                Stream.concat(
                                change.added().stream().map(name -> "+ " + name),
                                change.removed().stream().map(name -> "− " + name))
                        .toList();
        var named = String.join(", ", signs.subList(0, Math.min(NAMES, signs.size())));
        var rest = signs.size() - NAMES;
        return viewer.text(
                "news.tools.changed",
                change.server(),
                rest > 0 ? viewer.text("news.tools.more", named, rest) : named);
    }
}
