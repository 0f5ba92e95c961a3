package runnel.app;

import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import runnel.http.Assets;
import runnel.web.WebPages;

/**
 * What a start needs and what depends on nothing: made on a thread of its own beside the rest,
 * while another core is idle anyway. Thread-safe.
 */
public final class Ahead {
    private final CompletableFuture<Assets> assets = CompletableFuture.supplyAsync(WebPages::files);
    private final CompletableFuture<Metrics> metrics = CompletableFuture.supplyAsync(Metrics::new);

    private Ahead() {}

    /** Begins to make it. */
    public static Ahead begin() {
        return new Ahead();
    }

    /** What the pages consist of besides words; waits until it is there. */
    Assets assets() {
        return made(assets);
    }

    /** For one server. */
    Metrics metrics() {
        return made(metrics);
    }

    private static <T> T made(CompletableFuture<T> future) {
        try {
            return future.join();
        } catch (CompletionException e) {
            throw e.getCause() instanceof RuntimeException cause ? cause : e;
        }
    }
}
