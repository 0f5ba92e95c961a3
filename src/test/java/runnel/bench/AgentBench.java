package runnel.bench;

import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Objects;
import runnel.bench.load.Child;
import runnel.bench.load.Clients;
import runnel.bench.load.Load;
import runnel.bench.load.Manner;
import runnel.bench.load.Measured;
import runnel.bench.load.Options;
import runnel.bench.load.Rounds;
import runnel.bench.load.Table;
import runnel.bench.load.Workspace;

/**
 * Agents at work: what a token costs where each answer calls two tools first, beside plain answers.
 *
 * <p>Arguments, in any order: {@code rounds=3 runs=500 tokens=300 rate=50 warm=3 seconds=12}.
 */
final class AgentBench {
    private static final String PLAIN = "plain";
    private static final String TOOLS = "two tools";

    private AgentBench() {}

    public static void main(String[] arguments) throws Exception {
        var options =
                Options.of(
                        arguments,
                        Map.of(
                                "rounds", "3", "runs", "500", "tokens", "300", "rate", "50", "warm",
                                "3", "seconds", "12"));
        Table.conditions("agents, " + options);
        var manner =
                new Manner(
                        options.number("tokens"),
                        options.number("rate"),
                        Manner.USUAL.firstMillis(),
                        Manner.USUAL.tokenChars());
        try (var workspace = new Workspace();
                var model = Child.model(manner);
                var server =
                        Child.runnel(
                                workspace.make("runnel"),
                                Map.of(
                                        "OPENAI_BASE_URL",
                                        "http://127.0.0.1:" + model.address().getPort() + "/v1",
                                        "RUNNEL_TITLES",
                                        "false",
                                        "RUNNEL_MODEL",
                                        "fake"))) {
            measure(options, server);
        }
    }

    private static void measure(Options options, Child server) throws Exception {
        var models = new LinkedHashMap<String, String>();
        models.put(PLAIN, "openai/fake");
        models.put(TOOLS, "openai/fake-tools");
        round(options, server, "openai/fake-tools");
        var measured = new LinkedHashMap<String, Rounds>();
        for (var i = 0; i < options.number("rounds"); i++) {
            for (var model : models.entrySet()) {
                measured.computeIfAbsent(model.getKey(), name -> new Rounds())
                        .add(round(options, server, model.getValue()));
            }
        }
        var table =
                new Table(
                        "answers",
                        "tokens/s",
                        "CPU µs/token",
                        "x plain",
                        "p50 ms",
                        "p99 ms",
                        "RSS MB",
                        "done",
                        "failed");
        var floor = Objects.requireNonNull(measured.get(PLAIN)).median(AgentBench::cost);
        measured.forEach((name, rounds) ->
                table.add(
                        name,
                        rounds.median(Measured::tokensPerSecond),
                        rounds.median(AgentBench::cost),
                        rounds.median(AgentBench::cost) / floor,
                        rounds.median(one -> one.tally().latency().millis(0.5)),
                        rounds.median(one -> one.tally().latency().millis(0.99)),
                        rounds.median(one -> one.used().get("runnel").residentMegabytes()),
                        rounds.complete(),
                        rounds.failed()));
        table.print();
    }

    private static double cost(Measured measured) {
        return measured.microsPerToken("runnel");
    }

    private static Measured round(Options options, Child server, String model) throws Exception {
        var ask =
                new Load.Ask(
                        server.address(),
                        "/api/v1/messages",
                        "{\"text\":\"question %u\",\"model\":\"" + model + "\"}");
        var load =
                Load.steady(
                        ask,
                        options.number("runs"),
                        options.number("warm") * 1000L,
                        options.number("seconds") * 1000L);
        var measured = Clients.run(load, Map.of("runnel", server.program()));
        server.awaitRest();
        return measured;
    }
}
