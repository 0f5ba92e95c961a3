package runnel.tool;

import java.util.List;

/** Where tools come from that may come and go. Thread-safe. */
public interface ToolSource {
    /** The tools that there are now; quick. */
    List<Tool> tools();
}
