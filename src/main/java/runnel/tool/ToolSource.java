package runnel.tool;

import java.util.List;

/** Where tools come from that may come and go. Thread-safe. */
public interface ToolSource {
    /** The tools that there are now; quick. */
    List<Tool> tools();

    /**
     * Waits until those that are reached for the first time are there, or are known not to be; for
     * so long at most.
     */
    default void awaitReached(long millis) throws InterruptedException {}
}
