package runnel.bench;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Map;
import java.util.concurrent.Callable;
import runnel.base.Clock;
import runnel.base.Json;
import runnel.cube.Golden;
import runnel.cube.SecurityContext;
import runnel.cube.query.QueryReader;
import runnel.cube.sql.Dialect;
import runnel.cube.sql.Planner;
import runnel.cube.yaml.ModelFile;
import runnel.cube.yaml.ModelReader;

/** Measures the semantic layer: planning, compiling, and whole requests without the network. */
public final class CubeBench {
    private static final int WARM_MILLIS = 3_000;
    private static final int MEASURE_MILLIS = 3_000;
    private static final String FAN_OUT =
            """
            {"measures":["employees.total_employees","employees.avg_performance","salaries.total_amount","salaries.avg_amount"],
             "dimensions":["departments.name"],"order":{"departments.name":"asc"}}\
            """;
    private static final String SMALL =
            """
            {"measures":["orders.count"],"dimensions":["orders.status"]}\
            """;

    private CubeBench() {}

    public static void main(String[] arguments) throws Exception {
        var catalog = Golden.catalog();
        var planner = new Planner(catalog, Dialect.of("duckdb"));
        var fanOut =
                new QueryReader(Clock.system()).read(Json.parse(FAN_OUT), false).only().query();
        measure("plan of the fan-out query", () -> planner.plan(fanOut).sql().length());
        var texts =
                texts(
                        Path.of("src/test/resources/golden/model"),
                        Path.of("src/test/resources/golden/model-v1"));
        System.out.printf(
                "first compilation of %d files: %.1f ms%n",
                texts.size(), once(() -> compile(texts)));
        measure("compile the golden model", () -> compile(texts));
        measure("compile 200 cubes", () -> compile(many(200)));
        try (var golden = Golden.duckDb()) {
            var small = Json.parse(SMALL);
            measure(
                    "sql of a small query",
                    () -> golden.analytics().sql(small, SecurityContext.NOBODY).size());
            measure("load of a small query, cached", () -> load(golden, SMALL));
            var fresh = SMALL.replace("}", ",\"renewQuery\":true}");
            measure("load of a small query, not cached", () -> load(golden, fresh));
            var slow = FAN_OUT.strip();
            var freshSlow = slow.substring(0, slow.length() - 1) + ",\"renewQuery\":true}";
            measure("load of the fan-out query, not cached", () -> load(golden, freshSlow));
        }
    }

    private static int load(Golden golden, String query) throws Exception {
        var loaded = golden.analytics().rows(Json.parse(query), SecurityContext.NOBODY);
        return loaded.rows().size();
    }

    private static int compile(Map<String, String> texts) {
        var files = new ArrayList<ModelFile>();
        texts.forEach((path, text) -> files.add(ModelFile.parse(path, text)));
        return ModelReader.compile(files).entities().size();
    }

    private static Map<String, String> texts(Path... directories) throws Exception {
        var texts = new java.util.TreeMap<String, String>();
        for (var directory : directories) {
            try (var files = Files.walk(directory)) {
                for (var file : files.filter(f -> f.toString().endsWith(".yml")).toList()) {
                    texts.put(file.toString(), Files.readString(file));
                }
            }
        }
        return texts;
    }

    private static Map<String, String> many(int cubes) {
        var texts = new java.util.TreeMap<String, String>();
        for (var i = 0; i < cubes; i++) {
            var text =
                    new StringBuilder(
                            "cubes:\n  - name: c"
                                    + i
                                    + "\n    sql_table: t"
                                    + i
                                    + "\n    dimensions:\n");
            text.append("      - {name: id, sql: id, type: number, primary_key: true}\n");
            for (var d = 0; d < 15; d++) {
                text.append("      - {name: d")
                        .append(d)
                        .append(", sql: \"{CUBE}.d")
                        .append(d)
                        .append("\", type: string}\n");
            }
            text.append("    measures:\n      - {name: count, type: count}\n");
            for (var m = 0; m < 10; m++) {
                text.append("      - {name: m")
                        .append(m)
                        .append(", sql: \"{CUBE}.m")
                        .append(m)
                        .append("\", type: sum}\n");
            }
            text.append(
                    "      - {name: ratio, sql: \"{m0} / NULLIF({count}, 0)\", type: number}\n");
            if (i > 0) {
                text.append("    joins:\n      - {name: c")
                        .append(i - 1)
                        .append(", relationship: many_to_one, sql: \"{CUBE}.up = {c")
                        .append(i - 1)
                        .append("}.id\"}\n");
            }
            texts.put("c" + i + ".yml", text.toString());
        }
        return texts;
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
