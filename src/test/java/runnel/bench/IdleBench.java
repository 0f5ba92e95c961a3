package runnel.bench;

import java.util.Map;
import runnel.bench.load.Child;
import runnel.bench.load.Clients;
import runnel.bench.load.Load;
import runnel.bench.load.Options;
import runnel.bench.load.Table;
import runnel.bench.load.Tally;
import runnel.bench.load.Workspace;

/**
 * Open streams on which nothing happens: the memory and the processor time that each costs.
 *
 * <p>Arguments, in any order: {@code streams=10000 conversations=10000,1 warm=45 seconds=20}. The
 * streams are spread over so many conversations; memory counts when the warm-up is over.
 */
final class IdleBench {
    private static final String RUNNEL = "runnel";

    private IdleBench() {}

    public static void main(String[] arguments) throws Exception {
        var options =
                Options.of(
                        arguments,
                        Map.of(
                                "streams",
                                "10000",
                                "conversations",
                                "10000,1",
                                "warm",
                                "45",
                                "seconds",
                                "20"));
        Table.conditions("idle streams, " + options);
        var table =
                new Table(
                        "streams",
                        "conversations",
                        "RSS before MB",
                        "RSS MB",
                        "KB/stream",
                        "CPU % of a core",
                        "failed");
        for (var conversations : options.numbers("conversations")) {
            try (var workspace = new Workspace();
                    var server = Child.runnel(workspace.make(RUNNEL), Map.of())) {
                table.add(row(server, options, conversations));
            }
        }
        table.print();
    }

    private static Object[] row(Child server, Options options, int conversations) throws Exception {
        var streams = options.number("streams");
        // What the first hundred need is needed once.
        Clients.run(load(server, 100, 100, 5_000, 1), Map.of());
        var before = server.program().use().residentMegabytes();
        var measured =
                Clients.run(
                        load(
                                server,
                                streams,
                                conversations,
                                options.number("warm") * 1000L,
                                options.number("seconds") * 1000L),
                        Map.of(RUNNEL, server.program()));
        var use = measured.used().get(RUNNEL);
        return new Object[] {
            streams,
            conversations,
            before,
            use.residentMegabytes(),
            (use.residentMegabytes() - before) * 1000 / streams,
            use.cpuSeconds() * 100 / measured.seconds(),
            failures(measured.tally())
        };
    }

    private static String failures(Tally tally) {
        return (tally.failed() + " " + String.join("; ", tally.complaints())).strip();
    }

    private static Load load(
            Child server, int streams, int conversations, long warmMillis, long measuredMillis) {
        var ask = new Load.Ask(server.address(), "/stream/idle-%g", "", conversations);
        return new Load(ask, Load.Crowd.of(streams), false, warmMillis, measuredMillis);
    }
}
