package runnel.bench;

import java.util.LinkedHashMap;
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
 * Short answers and very long ones: what an answer and a token of it cost the server.
 *
 * <p>Arguments, in any order: {@code rounds=3 streams=10 tokens=10,100,1000,10000,50000 rate=1000
 * warm=5 seconds=55 ready=40}. Answers that take longer are stopped: what counts is their tokens.
 * For {@code ready} seconds the server is asked for the shortest ones before anything counts.
 */
final class LengthBench {
    private static final String RUNNEL = "runnel";

    private LengthBench() {}

    public static void main(String[] arguments) throws Exception {
        var options =
                Options.of(
                        arguments,
                        Map.of(
                                "rounds",
                                "3",
                                "streams",
                                "10",
                                "tokens",
                                "10,100,1000,10000,50000",
                                "rate",
                                "1000",
                                "warm",
                                "5",
                                "seconds",
                                "55",
                                "ready",
                                "40"));
        Table.conditions("length of answers, " + options);
        var manner = new Manner(1, options.number("rate"), 0, Manner.USUAL.tokenChars());
        var all = new LinkedHashMap<Integer, Rounds>();
        try (var workspace = new Workspace();
                var model = Child.model(manner);
                var server =
                        Child.runnel(
                                workspace.make(RUNNEL),
                                Map.of("OPENAI_BASE_URL", model.url() + "/v1"))) {
            // The machine code that a long-running server has; not counted. It comes after some ten
            // thousand answers.
            var shortest = options.numbers("tokens").stream().min(Integer::compare).orElseThrow();
            Clients.run(load(server, options, shortest, options.number("ready")), Map.of());
            for (var round = 0; round < options.number("rounds"); round++) {
                for (var tokens : options.numbers("tokens")) {
                    server.stopRuns();
                    all.computeIfAbsent(tokens, number -> new Rounds())
                            .add(
                                    Clients.run(
                                            load(
                                                    server,
                                                    options,
                                                    tokens,
                                                    options.number("seconds")),
                                            Map.of(RUNNEL, server.program())));
                }
            }
        }
        print(all);
    }

    private static Load load(Child server, Options options, int tokens, int seconds) {
        var body = "{\"text\":\"question %%u\",\"model\":\"openai/fake-%d\"}".formatted(tokens);
        return Load.steady(
                new Load.Ask(server.address(), "/api/v1/messages", body),
                options.number("streams"),
                options.number("warm") * 1000L,
                seconds * 1000L);
    }

    private static void print(Map<Integer, Rounds> all) {
        var table =
                new Table(
                        "tokens of an answer",
                        "answers",
                        "tokens/s",
                        "CPU µs/token",
                        "CPU µs/answer",
                        "p50 ms",
                        "p99 ms",
                        "RSS MB",
                        "busy cores",
                        "failed");
        all.forEach((tokens, rounds) ->
                table.add(
                        tokens,
                        rounds.complete(),
                        rounds.median(one -> one.tokensPerSecond()),
                        rounds.median(one -> one.microsPerToken(RUNNEL)),
                        tokens * rounds.median(one -> one.microsPerToken(RUNNEL)),
                        rounds.median(one -> one.tally().latency().millis(0.5)),
                        rounds.median(one -> one.tally().latency().millis(0.99)),
                        rounds.median(one -> one.used().get(RUNNEL).residentMegabytes()),
                        rounds.median(one -> one.busyCores()),
                        rounds.failures()));
        table.print();
        if (all.size() > 1) {
            printParts(all);
        }
    }

    // The line that lies nearest to what the answers cost, each by its share: of a long one a
    // hundredth says as much as of a short one.
    private static void printParts(Map<Integer, Rounds> all) {
        double w = 0, x = 0, y = 0, xx = 0, xy = 0;
        for (var row : all.entrySet()) {
            double tokens = row.getKey();
            var micros = tokens * row.getValue().median(one -> one.microsPerToken(RUNNEL));
            var weight = 1 / (micros * micros);
            w += weight;
            x += weight * tokens;
            y += weight * micros;
            xx += weight * tokens * tokens;
            xy += weight * tokens * micros;
        }
        var token = (w * xy - x * y) / (w * xx - x * x);
        System.out.printf(
                "%nAn answer costs %,.0f µs, and each of its tokens %.1f µs.%n",
                (y - token * x) / w, token);
    }
}
