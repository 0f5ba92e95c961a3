package runnel.bench;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import runnel.bench.load.Workspace;
import runnel.testkit.ShiftingServer;
import runnel.testkit.Stops;
import runnel.testkit.Stops.Phase;
import runnel.testkit.Stops.Stopped;

/**
 * Measures how soon Stop ends an answer for its reader, and reaches whoever works on it, phase by
 * phase, on a whole server over HTTP. Argument: rounds.
 */
final class StopBench {
    private static final int WARM_UP = 15;
    private static final double NANOS_OF_MILLI = 1e6;

    private StopBench() {}

    public static void main(String[] args) throws Exception {
        ShiftingServer.require();
        var rounds = Integer.parseInt(args[0]);
        try (var workspace = new Workspace();
                var stops = new Stops(workspace.make("runnel"))) {
            System.out.printf(
                    "%-20s %10s %10s %10s %10s %10s %10s%n",
                    "phase", "end p50", "end 95 %", "worst", "reach p50", "reach 95 %", "worst");
            for (var phase : Phase.values()) {
                var all = new ArrayList<Stopped>();
                for (var round = -WARM_UP; round < rounds; round++) {
                    var one = stops.stop(phase);
                    if (!one.outcome().equals("cancelled")) {
                        throw new IllegalStateException(phase + " ended as " + one.outcome());
                    }
                    if (round >= 0) {
                        all.add(one);
                    }
                }
                print(phase, all);
            }
        }
    }

    private static void print(Phase phase, List<Stopped> all) {
        var ends = all.stream().map(Stopped::endNanos).sorted().toList();
        var reaches =
                all.stream()
                        .flatMapToLong(one -> one.reachNanos().stream())
                        .boxed()
                        .sorted(Comparator.naturalOrder())
                        .toList();
        System.out.printf("%-20s %s %s%n", phase, figures(ends), figures(reaches));
    }

    private static String figures(List<Long> sorted) {
        if (sorted.isEmpty()) {
            return "%10s %10s %10s".formatted("–", "–", "–");
        }
        var size = sorted.size();
        return "%10.2f %10.2f %10.2f"
                .formatted(
                        sorted.get(size / 2) / NANOS_OF_MILLI,
                        sorted.get(size * 95 / 100) / NANOS_OF_MILLI,
                        sorted.getLast() / NANOS_OF_MILLI);
    }
}
