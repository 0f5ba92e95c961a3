package runnel.bench;

import java.util.LinkedHashMap;
import java.util.Map;
import runnel.bench.load.Child;
import runnel.bench.load.Clients;
import runnel.bench.load.Load;
import runnel.bench.load.Options;
import runnel.bench.load.Rounds;
import runnel.bench.load.Table;
import runnel.bench.load.Workspace;

/**
 * Answers that the server makes itself, kept and delivered: to a reader each, and to many readers.
 *
 * <p>Arguments, in any order: {@code rounds=3 streams=2000 answers=2000,200,20 pace=15 words=500
 * warm=8 seconds=8}. The echo model says a word every so many milliseconds; the streams are spread
 * over so many answers.
 */
final class SourceBench {
    private static final String RUNNEL = "runnel";
    private static final String CLIENT = "client";

    private SourceBench() {}

    public static void main(String[] arguments) throws Exception {
        var options =
                Options.of(
                        arguments,
                        Map.of(
                                "rounds",
                                "3",
                                "streams",
                                "2000",
                                "answers",
                                "2000,200,20",
                                "pace",
                                "15",
                                "words",
                                "500",
                                "warm",
                                "8",
                                "seconds",
                                "8"));
        Table.conditions("own source, " + options);
        var all = new LinkedHashMap<Integer, Rounds>();
        for (var round = 0; round < options.number("rounds"); round++) {
            for (var answers : options.numbers("answers")) {
                try (var workspace = new Workspace();
                        var server = server(workspace, options)) {
                    all.computeIfAbsent(answers, number -> new Rounds())
                            .add(
                                    Clients.run(
                                            load(server, options, answers),
                                            Map.of(RUNNEL, server.program(), CLIENT, Child.own())));
                }
            }
        }
        print(all, options);
    }

    private static Child server(Workspace workspace, Options options) throws Exception {
        return Child.runnel(
                workspace.make(RUNNEL), Map.of("RUNNEL_ECHO_PACE_MILLIS", options.text("pace")));
    }

    private static Load load(Child server, Options options, int answers) {
        var words = "t= ".repeat(options.number("words"));
        var body = "{\"text\":\"%s\",\"idempotencyKey\":\"%%g-%%i\"}".formatted(words);
        return Load.steady(
                new Load.Ask(server.address(), "/api/v1/messages", body, answers),
                options.number("streams"),
                options.number("warm") * 1000L,
                options.number("seconds") * 1000L);
    }

    private static void print(Map<Integer, Rounds> all, Options options) {
        var table =
                new Table(
                        "answers",
                        "readers of each",
                        "tokens/s",
                        "of",
                        "events/s",
                        "CPU µs/token",
                        "client µs/token",
                        "RSS MB",
                        "busy cores",
                        "failed");
        all.forEach((answers, rounds) ->
                table.add(
                        answers,
                        options.number("streams") / answers,
                        rounds.median(one -> one.tokensPerSecond()),
                        options.number("streams") * 1000 / options.number("pace"),
                        rounds.median(one -> one.eventsPerSecond()),
                        rounds.median(one -> one.microsPerToken(RUNNEL)),
                        rounds.median(one -> one.microsPerToken(CLIENT)),
                        rounds.median(one -> one.used().get(RUNNEL).residentMegabytes()),
                        rounds.median(one -> one.busyCores()),
                        rounds.failures()));
        table.print();
    }
}
