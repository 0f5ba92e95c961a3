package runnel.tool;

import java.util.List;
import java.util.function.Consumer;

/** All servers of tools that are configured. Thread-safe. */
public interface ToolServers {
    ToolServers NONE =
            new ToolServers() {
                @Override
                public List<ToolServer> list(String owner) {
                    return List.of();
                }

                @Override
                public void listen(Consumer<ToolServer.Change> listener) {}
            };

    /** How it is with each now, as that person has it; quick. */
    List<ToolServer> list(String owner);

    /**
     * @param listener is told of whatever changes from now on; it must be quick
     */
    void listen(Consumer<ToolServer.Change> listener);
}
