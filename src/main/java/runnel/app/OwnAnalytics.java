package runnel.app;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.Optional;
import runnel.cube.Catalog;
import runnel.cube.SecurityContext;
import runnel.cube.analytics.Analytics;
import runnel.cube.analytics.Loaded;

/**
 * The semantic layer as the people at the server's own pages see it, whoever a page says that they
 * are.
 */
record OwnAnalytics(Analytics analytics, SecurityContext own) implements Analytics {
    @Override
    public Loaded load(JsonNode query, boolean multi, SecurityContext viewer)
            throws InterruptedException {
        return analytics.load(query, multi, own);
    }

    @Override
    public JsonNode sql(JsonNode query, SecurityContext viewer) {
        return analytics.sql(query, own);
    }

    @Override
    public ObjectNode dryRun(JsonNode query, SecurityContext viewer) {
        return analytics.dryRun(query, own);
    }

    @Override
    public ObjectNode meta(SecurityContext viewer) {
        return analytics.meta(own);
    }

    @Override
    public Optional<Catalog> catalog() {
        return analytics.catalog();
    }

    @Override
    public void close() {
        analytics.close();
    }
}
