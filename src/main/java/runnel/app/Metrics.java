package runnel.app;

import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.DistributionSummary;
import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.Timer;
import io.micrometer.prometheusmetrics.PrometheusConfig;
import io.micrometer.prometheusmetrics.PrometheusMeterRegistry;
import java.nio.charset.StandardCharsets;
import java.util.EnumMap;
import java.util.Map;
import java.util.Objects;
import java.util.concurrent.TimeUnit;
import java.util.function.IntSupplier;
import java.util.function.Supplier;
import runnel.base.Lazy;
import runnel.event.Outcome;
import runnel.llm.Usage;
import runnel.log.Journal;
import runnel.run.Runs;

/** What the server counts, for Prometheus. Thread-safe. */
final class Metrics implements Journal.Meter, Runs.Meter {
    private final PrometheusMeterRegistry registry =
            new PrometheusMeterRegistry(PrometheusConfig.DEFAULT);
    private final Counter runsStarted =
            Counter.builder("runnel.runs.started")
                    .description("Runs that began, or were taken up again after a restart")
                    .register(registry);
    private final Map<Outcome, Counter> runsEnded = new EnumMap<>(Outcome.class);
    private final Counter pieces =
            Counter.builder("runnel.tokens.streamed")
                    .description("Pieces of answers that models have sent, a token each as a rule")
                    .register(registry);
    private final Counter inputTokens = tokens("input");
    private final Counter outputTokens = tokens("output");

    // Those that estimate percentiles take their time to be made.
    private final Lazy<Timer> firstToken =
            new Lazy<>(() ->
                    timer("runnel.first.token", "From the beginning of a run to its first token"));
    private final Lazy<Timer> commit =
            new Lazy<>(
                    () -> timer("runnel.journal.commit", "How long commits of the journal take"));
    private final Lazy<DistributionSummary> batch = new Lazy<>(this::batches);

    private final Heap heap = new Heap();
    private volatile IntSupplier runs = () -> 0;

    Metrics() {
        for (var outcome : Outcome.values()) {
            runsEnded.put(
                    outcome,
                    Counter.builder("runnel.runs.ended")
                            .description("Runs that are over, by their outcome")
                            .tag("outcome", outcome.word())
                            .register(registry));
        }
    }

    /**
     * Publishes a number that is asked for when somebody looks.
     *
     * @param what it counts, in words for those who look
     */
    void gauge(String name, String what, Supplier<Number> value) {
        Gauge.builder(name, value).description(what).register(registry);
    }

    /** Publishes how many runs are alive; the heap is fitted to it. */
    void runs(IntSupplier alive) {
        runs = alive;
        gauge("runnel.runs.alive", "Runs that are under way now", alive::getAsInt);
    }

    /** Everything in Prometheus' text format. */
    byte[] bytes() {
        firstToken.get();
        commit.get();
        batch.get();
        return registry.scrape().getBytes(StandardCharsets.UTF_8);
    }

    @Override
    public void committed(int entries, long nanos) {
        batch.get().record(entries);
        commit.get().record(nanos, TimeUnit.NANOSECONDS);
    }

    @Override
    public void started() {
        runsStarted.increment();
        heap.fit(runs.getAsInt());
    }

    @Override
    public void firstToken(long nanos) {
        firstToken.get().record(nanos, TimeUnit.NANOSECONDS);
    }

    @Override
    public void token() {
        pieces.increment();
    }

    @Override
    public void ended(Outcome outcome, Usage usage) {
        Objects.requireNonNull(runsEnded.get(outcome)).increment();
        heap.fit(runs.getAsInt());
        inputTokens.increment(usage.input());
        outputTokens.increment(usage.output());
    }

    private Timer timer(String name, String what) {
        return Timer.builder(name)
                .description(what)
                .publishPercentiles(0.5, 0.99)
                .register(registry);
    }

    private DistributionSummary batches() {
        return DistributionSummary.builder("runnel.journal.batch")
                .description("Rows that one commit of the journal writes")
                .publishPercentiles(0.5, 0.99)
                .register(registry);
    }

    private Counter tokens(String kind) {
        return Counter.builder("runnel.tokens")
                .description("Tokens of runs that are over, as their providers count them")
                .tag("kind", kind)
                .register(registry);
    }
}
