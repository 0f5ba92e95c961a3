package runnel.bench;

import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
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
 * Passing a model's answers on: what a token costs the server, how many get through, and how late.
 *
 * <p>Arguments, in any order: {@code rounds=3 streams=1,50,200,1000,2000 tokens=300 rate=50 warm=3
 * seconds=8 chars=24}, and {@code upstream=http://127.0.0.1:PORT} for a model server of one's own.
 * Where nginx is installed, it passes the same answers on in turns with Runnel: that is what bytes
 * alone cost.
 */
final class RelayBench {
    private static final String RUNNEL = "runnel";
    private static final String NGINX = "nginx";

    private final Map<String, Child> servers = new LinkedHashMap<>();
    private final Map<String, Load.Ask> asks = new LinkedHashMap<>();
    private final Options options;

    private RelayBench(Options options) {
        this.options = options;
    }

    public static void main(String[] arguments) throws Exception {
        var options =
                Options.of(
                        arguments,
                        Map.of(
                                "rounds",
                                "3",
                                "streams",
                                "1,50,200,1000,2000",
                                "tokens",
                                "300",
                                "rate",
                                "50",
                                "warm",
                                "3",
                                "seconds",
                                "8",
                                "chars",
                                "24",
                                "upstream",
                                ""));
        Table.conditions("relay, " + options);
        new RelayBench(options).run();
    }

    private void run() throws Exception {
        var manner =
                new Manner(
                        options.number("tokens"),
                        options.number("rate"),
                        Manner.USUAL.firstMillis(),
                        options.number("chars"));
        try (var workspace = new Workspace();
                var model = Child.model(manner)) {
            var upstream =
                    options.text("upstream").isEmpty()
                            ? model.address()
                            : new InetSocketAddress(
                                    InetAddress.getLoopbackAddress(),
                                    URI.create(options.text("upstream")).getPort());
            try {
                start(workspace, upstream);
                measure();
            } finally {
                for (var server : servers.values()) {
                    server.close();
                }
            }
        }
    }

    private void start(Workspace workspace, InetSocketAddress upstream) throws Exception {
        var url = "http://127.0.0.1:" + upstream.getPort() + "/v1";
        var runnel =
                Child.runnel(
                        workspace.make(RUNNEL),
                        Map.of("OPENAI_BASE_URL", url, "RUNNEL_MODEL", "fake"));
        servers.put(RUNNEL, runnel);
        asks.put(
                RUNNEL,
                new Load.Ask(runnel.address(), "/api/v1/messages", "{\"text\":\"question %u\"}"));
        if (Child.hasNginx()) {
            var nginx = Child.nginx(workspace.make(NGINX), upstream);
            servers.put(NGINX, nginx);
            asks.put(
                    NGINX,
                    new Load.Ask(
                            nginx.address(),
                            "/v1/chat/completions",
                            "{\"model\":\"fake\",\"stream\":true,\"messages\":[{\"role\":\"user\",\"content\":\"question %u\"}]}"));
        }
    }

    private void measure() throws Exception {
        var streams = options.numbers("streams");
        // The machine code that a long-running server has; not counted.
        round(RUNNEL, streams.stream().max(Integer::compare).orElseThrow());
        var table =
                new Table(
                        "streams",
                        "server",
                        "tokens/s",
                        "of",
                        "CPU µs/token",
                        "x nginx",
                        "tokens/event",
                        "p50 ms",
                        "p99 ms",
                        "RSS MB",
                        "busy cores",
                        "answers",
                        "failed");
        for (var number : streams) {
            var rounds = new LinkedHashMap<String, Rounds>();
            for (var i = 0; i < options.number("rounds"); i++) {
                for (var server : servers.keySet()) {
                    rounds.computeIfAbsent(server, name -> new Rounds()).add(round(server, number));
                }
            }
            rounds.forEach((server, measured) -> table.add(row(number, server, rounds)));
        }
        table.print();
    }

    private Measured round(String server, int streams) throws Exception {
        var load =
                Load.steady(
                        asks.get(server),
                        streams,
                        options.number("warm") * 1000L,
                        options.number("seconds") * 1000L);
        var measured = Clients.run(load, Map.of(server, servers.get(server).program()));
        servers.get(RUNNEL).awaitRest();
        return measured;
    }

    private Object[] row(int streams, String server, Map<String, Rounds> all) {
        var rounds = Objects.requireNonNull(all.get(server));
        var cost = rounds.median(one -> one.microsPerToken(server));
        var nginx = all.get(NGINX);
        var floor = nginx == null ? Double.NaN : nginx.median(one -> one.microsPerToken(NGINX));
        return new Object[] {
            streams,
            server,
            rounds.median(Measured::tokensPerSecond),
            streams * options.number("rate"),
            cost,
            cost / floor,
            rounds.median(one -> (double) one.tally().tokens() / one.tally().events()),
            rounds.median(one -> one.tally().latency().millis(0.5)),
            rounds.median(one -> one.tally().latency().millis(0.99)),
            rounds.median(one -> one.used().get(server).residentMegabytes()),
            rounds.median(Measured::busyCores),
            rounds.complete(),
            rounds.failed()
        };
    }
}
