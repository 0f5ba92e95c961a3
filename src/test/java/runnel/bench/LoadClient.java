package runnel.bench;

import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.util.HashMap;
import java.util.Map;
import runnel.bench.load.Child;
import runnel.bench.load.Clients;
import runnel.bench.load.Load;
import runnel.bench.load.Measured;
import runnel.bench.load.Options;
import runnel.bench.load.Program;

/**
 * Readers of event streams in any number, for any server: what came, how late, and what it cost.
 *
 * <p>Arguments, in any order: {@code url=… body=… clients=1000 slow=0 slow-bytes=1000 repeats=true
 * warm=5 seconds=15 pid=…}. In URL and body {@code %d} stands for the client's number and {@code
 * %u} for a key that no other request has; the slow ones come on top of the clients.
 */
final class LoadClient {
    private static final String MESSAGES = "http://127.0.0.1:8321/api/v1/messages";

    private LoadClient() {}

    public static void main(String[] arguments) throws Exception {
        var options =
                Options.of(
                        arguments,
                        Map.of(
                                "url",
                                MESSAGES,
                                "body",
                                "",
                                "clients",
                                "1000",
                                "slow",
                                "0",
                                "slow-bytes",
                                "1000",
                                "repeats",
                                "true",
                                "warm",
                                "5",
                                "seconds",
                                "15",
                                "pid",
                                ""));
        var programs = new HashMap<>(Map.of("client", Child.own()));
        if (!options.text("pid").isEmpty()) {
            var process = ProcessHandle.of(Long.parseLong(options.text("pid")));
            programs.put("server", new Program(process.orElseThrow(), true));
        }
        print(Clients.run(load(options), programs));
    }

    private static Load load(Options options) throws Exception {
        var url = URI.create(options.text("url").replace("%", "%25"));
        var path = url.getPath() + (url.getQuery() == null ? "" : "?" + url.getQuery());
        var body = options.text("body");
        if (body.isEmpty() && options.text("url").equals(MESSAGES)) {
            body = "{\"text\":\"hello %u\"}";
        }
        return new Load(
                new Load.Ask(
                        new InetSocketAddress(InetAddress.getByName(url.getHost()), url.getPort()),
                        path,
                        body),
                Load.Crowd.of(options.number("clients"))
                        .withSlow(options.number("slow"), options.number("slow-bytes")),
                Boolean.parseBoolean(options.text("repeats")),
                options.number("warm") * 1000L,
                options.number("seconds") * 1000L);
    }

    private static void print(Measured measured) {
        var tally = measured.tally();
        System.out.printf(
                "%.0f events/s, %.0f tokens/s, %.2f MB/s, %d answers complete, %d failed %s%n",
                measured.eventsPerSecond(),
                measured.tokensPerSecond(),
                tally.bytes() / 1e6 / measured.seconds(),
                tally.complete(),
                tally.failed(),
                tally.complaints());
        var latency = tally.latency();
        System.out.printf(
                "latency ms: p50 %.2f, p90 %.2f, p99 %.2f, p99.9 %.2f of %d%n",
                latency.millis(0.5),
                latency.millis(0.9),
                latency.millis(0.99),
                latency.millis(0.999),
                latency.size());
        measured.used()
                .forEach((name, use) ->
                        System.out.printf(
                                "%s: %.1f µs of CPU per token, %.1f per event, %.0f %% of a core, %.0f MB%n",
                                name,
                                measured.microsPerToken(name),
                                use.cpuSeconds() * 1e6 / tally.events(),
                                use.cpuSeconds() * 100 / measured.seconds(),
                                use.residentMegabytes()));
    }
}
