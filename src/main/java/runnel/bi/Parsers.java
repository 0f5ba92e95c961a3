package runnel.bi;

import java.util.LinkedHashMap;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.locks.ReentrantLock;
import runnel.base.Clock;
import runnel.base.Problem;
import runnel.bi.author.Known;
import runnel.cube.Catalog;
import runnel.cube.SecurityContext;
import runnel.cube.analytics.Analytics;
import runnel.cube.analytics.MetaCatalog;

/**
 * What is known of the data for each viewer: the model, and the question parser made from it, anew
 * when the model changes. Thread-safe.
 */
final class Parsers {
    /** How long the values of columns are taken as known. */
    static final long VALUES_MILLIS = 600_000;

    /** How long a model that is kept elsewhere is taken as known. */
    static final long META_MILLIS = 60_000;

    /** Viewers of whom something is kept. */
    static final int VIEWERS = 64;

    /** What one viewer may see of the data, for as long as it is fresh. */
    record Sight(Catalog catalog, Known known, QuestionParser parser, long millis) {
        boolean isFresh(Catalog now) {
            return catalog == now && Clock.system().millis() - millis < VALUES_MILLIS;
        }
    }

    private record Remote(Catalog catalog, long millis) {}

    private final Analytics analytics;
    private final Clock clock;
    private final ReentrantLock lock = new ReentrantLock();
    private final Map<SecurityContext, Remote> remotes = new ConcurrentHashMap<>();
    private volatile Map<SecurityContext, Sight> sights = Map.of();

    Parsers(Analytics analytics, Clock clock) {
        this.analytics = analytics;
        this.clock = clock;
    }

    /**
     * @throws Problem where the data cannot be reached
     */
    Sight of(SecurityContext viewer) throws InterruptedException {
        var catalog = catalog(viewer);
        var now = sights.get(viewer);
        if (now != null && now.isFresh(catalog)) {
            return now;
        }
        lock.lockInterruptibly();
        try {
            now = sights.get(viewer);
            if (now == null || !now.isFresh(catalog)) {
                now =
                        new Sight(
                                catalog,
                                new Known(analytics.meta(viewer)),
                                QuestionParser.of(catalog, analytics, viewer, clock),
                                Clock.system().millis());
                var all =
                        sights.size() < VIEWERS
                                ? new LinkedHashMap<>(sights)
                                : new LinkedHashMap<SecurityContext, Sight>();
                all.put(viewer, now);
                sights = Map.copyOf(all);
            }
            return now;
        } finally {
            lock.unlock();
        }
    }

    /** The model; where it is kept elsewhere, as far as it is told. */
    Catalog catalog(SecurityContext viewer) {
        return analytics.catalog().orElseGet(() -> remote(viewer));
    }

    private Catalog remote(SecurityContext viewer) {
        var known = remotes.get(viewer);
        if (known != null && Clock.system().millis() - known.millis() < META_MILLIS) {
            return known.catalog();
        }
        var fresh = MetaCatalog.of(analytics.meta(viewer));
        var kept =
                known != null && known.catalog().version().equals(fresh.version())
                        ? known.catalog()
                        : fresh;
        if (remotes.size() >= VIEWERS) {
            remotes.clear();
        }
        remotes.put(viewer, new Remote(kept, Clock.system().millis()));
        return kept;
    }
}
