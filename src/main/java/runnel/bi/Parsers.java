package runnel.bi;

import java.util.concurrent.locks.ReentrantLock;
import org.jspecify.annotations.Nullable;
import runnel.base.Clock;
import runnel.base.Problem;
import runnel.cube.Catalog;
import runnel.cube.SecurityContext;
import runnel.cube.analytics.Analytics;

/** The question parser for the model in force, made anew when the model changes. Thread-safe. */
final class Parsers {
    /** How long the values of columns are taken as known. */
    static final long VALUES_MILLIS = 600_000;

    private record Made(Catalog catalog, QuestionParser parser, long millis) {
        boolean isFresh(Catalog now) {
            return catalog == now && Clock.system().millis() - millis < VALUES_MILLIS;
        }
    }

    private final Analytics analytics;
    private final Clock clock;
    private final ReentrantLock lock = new ReentrantLock();
    private volatile @Nullable Made made;

    Parsers(Analytics analytics, Clock clock) {
        this.analytics = analytics;
        this.clock = clock;
    }

    /**
     * @throws Problem {@code bi-no-model} where the data model is kept elsewhere
     */
    QuestionParser current() throws InterruptedException {
        var catalog = catalog();
        var now = made;
        if (now != null && now.isFresh(catalog)) {
            return now.parser();
        }
        lock.lockInterruptibly();
        try {
            now = made;
            if (now == null || !now.isFresh(catalog)) {
                var parser = QuestionParser.of(catalog, analytics, SecurityContext.NOBODY, clock);
                now = new Made(catalog, parser, Clock.system().millis());
                made = now;
            }
            return now.parser();
        } finally {
            lock.unlock();
        }
    }

    Catalog catalog() {
        return analytics
                .catalog()
                .orElseThrow(() -> new Problem(Problem.Kind.UNAVAILABLE, "bi-no-model"));
    }
}
