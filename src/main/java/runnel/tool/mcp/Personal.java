package runnel.tool.mcp;

import java.util.LinkedHashMap;
import java.util.Optional;
import java.util.function.Function;

/** The sessions of single persons with one server, those used last. Thread-safe. */
final class Personal implements AutoCloseable {
    /** More are closed, those used longest ago first. */
    private static final int SESSIONS = 100;

    private final Function<String, McpServer> opening;
    private final LinkedHashMap<String, McpServer> sessions = new LinkedHashMap<>(16, 0.75f, true);

    /**
     * @param opening makes the server as one person has it
     */
    Personal(Function<String, McpServer> opening) {
        this.opening = opening;
    }

    synchronized McpServer of(String owner) {
        var own = sessions.computeIfAbsent(owner, opening);
        if (sessions.size() > SESSIONS) {
            sessions.pollFirstEntry().getValue().close();
        }
        return own;
    }

    /** The one that this person has already. */
    synchronized Optional<McpServer> known(String owner) {
        return Optional.ofNullable(sessions.get(owner));
    }

    @Override
    public synchronized void close() {
        sessions.values().forEach(McpServer::close);
        sessions.clear();
    }
}
