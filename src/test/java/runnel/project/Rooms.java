package runnel.project;

import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * The package table of ARCHITECTURE.md: which room of the code may import from which.
 *
 * <p>A room is a package with its sub-packages. What a room may import, it may import through
 * others too: who knows conversations knows logs. An adapter is a room of its own below the port
 * that it implements.
 */
final class Rooms {
    /** The package of {@code main}. */
    static final String DOOR = "";

    private static final Set<String> ALL_BUT_ADAPTERS =
            Set.of(
                    "base",
                    "event",
                    "log",
                    "conversation",
                    "tool",
                    "llm",
                    "agent",
                    "workflow",
                    "run",
                    "cube",
                    "bi",
                    "markdown",
                    "auth");

    private static final Map<String, Set<String>> MAY_IMPORT =
            Map.ofEntries(
                    Map.entry("base", Set.of()),
                    Map.entry("event", Set.of("base")),
                    Map.entry("log", Set.of("event")),
                    Map.entry("conversation", Set.of("log", "event")),
                    Map.entry("tool", Set.of("base")),
                    Map.entry("llm", Set.of("tool")),
                    Map.entry("agent", Set.of("llm", "tool", "conversation", "event")),
                    Map.entry("workflow", Set.of("agent", "tool", "event")),
                    Map.entry("run", Set.of("workflow", "agent", "conversation", "log", "event")),
                    Map.entry("cube", Set.of("base")),
                    Map.entry("bi", Set.of("cube", "workflow", "llm")),
                    Map.entry("markdown", Set.of("base")),
                    Map.entry("auth", Set.of("base")),
                    Map.entry("http", Set.of("base")),
                    Map.entry(
                            "wire",
                            Set.of("run", "conversation", "log", "event", "http", "markdown")),
                    Map.entry("wire.*", Set.of("wire", "cube")),
                    Map.entry("web", Set.of("wire", "wire.html", "agent", "bi", "auth")),
                    Map.entry("llm.*", Set.of("llm")),
                    Map.entry("tool.*", Set.of("tool")),
                    Map.entry("agent.*", Set.of("agent")),
                    Map.entry("workflow.*", Set.of("workflow")),
                    Map.entry("cube.*", Set.of("cube")),
                    Map.entry("store.*", Set.of("log", "conversation", "auth")));

    /** Parts of the semantic layer itself, which reach nothing outside. */
    private static final Set<String> NO_ADAPTERS =
            Set.of("cube.analytics", "cube.query", "cube.sql", "cube.yaml");

    private static final Set<String> NAMED_BY_THE_PAGES = Set.of("wire.html");

    private static final List<String> PORTS =
            List.of("wire.", "llm.", "tool.", "agent.", "workflow.", "cube.", "store.");

    private Rooms() {}

    /** The room of a package: {@code store.sql} for {@code runnel.store.sql.migration}. */
    static String of(String packageName) {
        if (packageName.equals("runnel")) {
            return DOOR;
        }
        var segments = packageName.substring("runnel.".length()).split("\\.");
        var adapter = segments.length > 1 ? segments[0] + "." + segments[1] : segments[0];
        return isAdapter(adapter) ? adapter : segments[0];
    }

    /** Whether a room is an adapter, which only {@code app} may name. */
    static boolean isAdapter(String room) {
        return PORTS.stream().anyMatch(room::startsWith) && !NO_ADAPTERS.contains(room);
    }

    /**
     * Whether a room other than {@code app} may name an adapter: the pages are built on their own
     * wire.
     */
    static boolean mayNameAdapter(String room, String adapter) {
        return room.equals("web") && NAMED_BY_THE_PAGES.contains(adapter);
    }

    /** Whether the table has a row for a room. */
    static boolean isKnown(String room) {
        return room.equals(DOOR)
                || room.equals("app")
                || room.equals("cli")
                || MAY_IMPORT.containsKey(row(room));
    }

    /** Whether code in one room may name code in the other. */
    static boolean mayImport(String room, String other) {
        if (room.equals(other)) {
            return true;
        }
        return switch (room) {
            case DOOR -> other.equals("app") || other.equals("cli");
            case "app" -> !other.equals("cli") && !other.equals(DOOR);
            case "cli" -> other.equals("app") || ALL_BUT_ADAPTERS.contains(other);
            default -> reachable(row(room)).contains(other);
        };
    }

    /** All rooms that a row of the table opens, directly or through others. */
    static Set<String> reachable(String row) {
        var reachable = new HashSet<String>();
        reach(row, reachable);
        return reachable;
    }

    static Set<String> rows() {
        return MAY_IMPORT.keySet();
    }

    private static void reach(String row, Set<String> reachable) {
        for (var next : MAY_IMPORT.getOrDefault(row, Set.of())) {
            if (reachable.add(next)) {
                reach(next, reachable);
            }
        }
    }

    private static String row(String room) {
        return isAdapter(room) ? room.substring(0, room.indexOf('.')) + ".*" : room;
    }
}
