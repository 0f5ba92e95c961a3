package runnel.bench;

import java.util.Map;
import runnel.bench.load.Child;
import runnel.bench.load.Clients;
import runnel.bench.load.Load;
import runnel.bench.load.Manner;
import runnel.bench.load.Options;
import runnel.bench.load.Rounds;
import runnel.bench.load.Table;
import runnel.bench.load.Workspace;

/**
 * Fast readers with and without slow ones beside them on the same answers: who is hindered, and
 * what the server holds.
 *
 * <p>Arguments, in any order: {@code rounds=3 fast=200 slow=200 slow-bytes=1000 tokens=300 rate=50
 * warm=5 seconds=15}.
 */
final class SlowReadersBench {
    private static final String RUNNEL = "runnel";

    private SlowReadersBench() {}

    public static void main(String[] arguments) throws Exception {
        var options =
                Options.of(
                        arguments,
                        Map.of(
                                "rounds",
                                "3",
                                "fast",
                                "200",
                                "slow",
                                "200",
                                "slow-bytes",
                                "1000",
                                "tokens",
                                "300",
                                "rate",
                                "50",
                                "warm",
                                "5",
                                "seconds",
                                "15"));
        Table.conditions("slow readers, " + options);
        var manner =
                new Manner(
                        options.number("tokens"),
                        options.number("rate"),
                        Manner.USUAL.firstMillis(),
                        Manner.USUAL.tokenChars());
        var alone = new Rounds();
        var beside = new Rounds();
        try (var workspace = new Workspace();
                var model = Child.model(manner);
                var server =
                        Child.runnel(
                                workspace.make(RUNNEL),
                                Map.of(
                                        "OPENAI_BASE_URL",
                                        model.url() + "/v1",
                                        "RUNNEL_MODEL",
                                        "fake"))) {
            var fast = Load.Crowd.of(options.number("fast"));
            var both = fast.withSlow(options.number("slow"), options.number("slow-bytes"));
            // The machine code that a long-running server has; not counted.
            Clients.run(load(server, options, both, "warm"), Map.of());
            for (var round = 0; round < options.number("rounds"); round++) {
                alone.add(run(server, options, fast, "alone" + round));
                beside.add(run(server, options, both, "beside" + round));
            }
        }
        print(options, alone, beside);
    }

    private static runnel.bench.load.Measured run(
            Child server, Options options, Load.Crowd crowd, String name) throws Exception {
        server.awaitRest();
        return Clients.run(load(server, options, crowd, name), Map.of(RUNNEL, server.program()));
    }

    private static Load load(Child server, Options options, Load.Crowd crowd, String name) {
        var body = "{\"text\":\"question\",\"idempotencyKey\":\"%s-%%g-%%i\"}".formatted(name);
        return new Load(
                new Load.Ask(server.address(), "/api/v1/messages", body, options.number("fast")),
                crowd,
                true,
                options.number("warm") * 1000L,
                options.number("seconds") * 1000L);
    }

    private static void print(Options options, Rounds alone, Rounds beside) {
        var table =
                new Table(
                        "slow readers",
                        "fast: tokens/s",
                        "p50 ms",
                        "p99 ms",
                        "p99 x alone",
                        "slow: tokens/s",
                        "RSS MB",
                        "busy cores",
                        "failed");
        for (var rounds : new Rounds[] {alone, beside}) {
            table.add(
                    rounds == alone ? 0 : options.number("slow"),
                    rounds.median(one -> one.tokensPerSecond()),
                    rounds.median(one -> one.tally().latency().millis(0.5)),
                    rounds.median(one -> one.tally().latency().millis(0.99)),
                    rounds.median(one -> one.tally().latency().millis(0.99))
                            / alone.median(one -> one.tally().latency().millis(0.99)),
                    rounds.median(one -> one.tally().slowTokens() / one.seconds()),
                    rounds.median(one -> one.used().get(RUNNEL).residentMegabytes()),
                    rounds.median(one -> one.busyCores()),
                    rounds.failures());
        }
        table.print();
    }
}
