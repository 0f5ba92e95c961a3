package runnel.tool.mcp;

import java.util.List;
import java.util.concurrent.atomic.AtomicReference;
import java.util.function.Supplier;
import runnel.testkit.Await;
import runnel.tool.Tool;

/** What servers offer, once it is there. */
final class Offered {
    private Offered() {}

    /** The tool of that name. */
    static Tool tool(Supplier<List<Tool>> tools, String name) throws Exception {
        var found = new AtomicReference<Tool>();
        Await.until(
                "there is a tool " + name,
                () -> {
                    tools.get().stream()
                            .filter(tool -> tool.spec().name().equals(name))
                            .forEach(found::set);
                    return found.get() != null;
                });
        return found.get();
    }
}
