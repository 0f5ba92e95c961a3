package runnel.tool;

import java.util.List;

/**
 * A program or service that offers tools and may be away, as people see it.
 *
 * @param reason why it is away, in its own words; empty while it is there
 * @param sinceMillis when that state began
 * @param restarts how often it was lost and came back
 * @param session whose connection is used
 * @param tools their names, also while it is away
 */
public record ToolServer(
        String name,
        State state,
        String reason,
        long sinceMillis,
        int restarts,
        Session session,
        List<String> tools) {
    public ToolServer {
        tools = List.copyOf(tools);
    }

    /** Whether it can be used. */
    public enum State {
        /** It is reached for the first time. */
        STARTING,
        RUNNING,
        /** It is away, and is tried again and again. */
        FAILED
    }

    /** Whose connection is used. */
    public enum Session {
        /** One for all. */
        SHARED,
        /** One for each person, who has none yet. */
        OWN,
        /** One for each person, who has one. */
        SIGNED_IN
    }

    /**
     * What has changed about a server: the state that it is in now, and the names of tools that
     * came and went.
     */
    public record Change(String server, State state, List<String> added, List<String> removed) {
        public Change {
            added = List.copyOf(added);
            removed = List.copyOf(removed);
        }
    }
}
