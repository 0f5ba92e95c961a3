package runnel.bench;

import java.util.ArrayList;
import java.util.concurrent.Callable;
import runnel.base.Clock;
import runnel.base.Json;
import runnel.cube.Golden;
import runnel.cube.SecurityContext;
import runnel.cube.query.QueryReader;
import runnel.cube.sql.Dialect;
import runnel.cube.sql.Planner;

/** Measures the semantic layer: planning, compiling, and whole requests without the network. */
public final class CubeBench {
    private static final int WARM_MILLIS = 3_000;
    private static final int MEASURE_MILLIS = 3_000;
    private static final String SMALL =
            """
            {"measures":["orders.count"],"dimensions":["orders.status"]}\
            """;

    private CubeBench() {}

    public static void main(String[] arguments) throws Exception {
        var catalog = Golden.catalog();
        var planner = new Planner(catalog, Dialect.of("duckdb"));
        var fanOut =
                new QueryReader(Clock.system())
                        .read(Json.parse(BenchModels.FAN_OUT), false)
                        .only()
                        .query();
        measure("plan of the fan-out query", () -> planner.plan(fanOut).sql().length());
        var texts = BenchModels.golden();
        System.out.printf(
                "first compilation of %d files: %.1f ms%n",
                texts.size(), once(() -> BenchModels.compile(texts)));
        measure("compile the golden model", () -> BenchModels.compile(texts));
        var many = BenchModels.many(200);
        measure("compile 200 cubes", () -> BenchModels.compile(many));
        try (var golden = Golden.duckDb()) {
            var small = Json.parse(SMALL);
            measure(
                    "sql of a small query",
                    () -> golden.analytics().sql(small, SecurityContext.NOBODY).size());
            measure("load of a small query, cached", () -> load(golden, SMALL));
            var fresh = SMALL.replace("}", ",\"renewQuery\":true}");
            measure("load of a small query, not cached", () -> load(golden, fresh));
            var slow = BenchModels.FAN_OUT.strip();
            var freshSlow = slow.substring(0, slow.length() - 1) + ",\"renewQuery\":true}";
            measure("load of the fan-out query, not cached", () -> load(golden, freshSlow));
        }
    }

    private static int load(Golden golden, String query) throws Exception {
        var loaded = golden.analytics().rows(Json.parse(query), SecurityContext.NOBODY);
        return loaded.rows().size();
    }

    private static double once(Callable<?> task) throws Exception {
        var began = System.nanoTime();
        task.call();
        return (System.nanoTime() - began) / 1e6;
    }

    private static void measure(String name, Callable<?> task) throws Exception {
        var until = System.nanoTime() + WARM_MILLIS * 1_000_000L;
        while (System.nanoTime() < until) {
            task.call();
        }
        var times = new ArrayList<Long>();
        until = System.nanoTime() + MEASURE_MILLIS * 1_000_000L;
        while (System.nanoTime() < until) {
            var began = System.nanoTime();
            task.call();
            times.add(System.nanoTime() - began);
        }
        var sorted = times.stream().mapToLong(Long::longValue).sorted().toArray();
        System.out.printf(
                "%-45s p50 %8.1f µs  p95 %8.1f µs  (%d runs)%n",
                name,
                sorted[sorted.length / 2] / 1e3,
                sorted[sorted.length * 95 / 100] / 1e3,
                sorted.length);
    }
}
