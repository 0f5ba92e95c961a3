package runnel.cube.analytics;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.Optional;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;
import runnel.cube.Catalog;
import runnel.cube.SecurityContext;

/** Analytics that are opened when they are first asked. Thread-safe. */
public final class LazyAnalytics implements Analytics {
    private final Supplier<Analytics> opening;
    private @Nullable Analytics opened;

    /**
     * @param opening called anew at each question until it succeeds
     */
    public LazyAnalytics(Supplier<Analytics> opening) {
        this.opening = opening;
    }

    @Override
    public Loaded load(JsonNode query, boolean multi, SecurityContext viewer)
            throws InterruptedException {
        return open().load(query, multi, viewer);
    }

    @Override
    public JsonNode sql(JsonNode query, SecurityContext viewer) {
        return open().sql(query, viewer);
    }

    @Override
    public ObjectNode dryRun(JsonNode query, SecurityContext viewer) {
        return open().dryRun(query, viewer);
    }

    @Override
    public ObjectNode meta(SecurityContext viewer) {
        return open().meta(viewer);
    }

    @Override
    public Optional<Catalog> catalog() {
        return open().catalog();
    }

    @Override
    public synchronized void close() {
        if (opened != null) {
            opened.close();
        }
    }

    private synchronized Analytics open() {
        if (opened == null) {
            opened = opening.get();
        }
        return opened;
    }
}
