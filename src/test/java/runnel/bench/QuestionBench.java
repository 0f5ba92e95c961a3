package runnel.bench;

import java.nio.file.Files;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;
import java.util.concurrent.Executors;
import runnel.app.Setting;
import runnel.base.Json;
import runnel.testkit.Http;
import runnel.testkit.TestServer;

/**
 * Measures questions about the demo's data without a model: when the first step is seen, and the
 * last event; one after another, and a hundred at once.
 */
final class QuestionBench {
    private static final int WARM_UP = 60;
    private static final int ROUNDS = 200;
    private static final int AT_ONCE = 100;
    private static final List<String> QUESTIONS =
            List.of(
                    "revenue by country",
                    "各部门的员工数",
                    "orders by month last year",
                    "top 5 products by revenue",
                    "average salary by department",
                    "去年的收入",
                    "number of orders by status",
                    "各国的客户数");

    private QuestionBench() {}

    private record Took(double first, double last, boolean whole) {}

    public static void main(String[] arguments) throws Exception {
        var data = Files.createTempDirectory("runnel-bench");
        try (var server = TestServer.start(data, Map.of(Setting.QUIET, "true"))) {
            var http = server.http();
            for (var i = 0; i < WARM_UP; i++) {
                ask(http, i);
            }
            var single = new ArrayList<Took>();
            for (var i = 0; i < ROUNDS; i++) {
                single.add(ask(http, i));
            }
            print("one after another", single);
            try (var pool = Executors.newVirtualThreadPerTaskExecutor()) {
                for (var round = 0; round < 2; round++) {
                    var all = new ArrayList<Callable<Took>>();
                    for (var i = 0; i < AT_ONCE; i++) {
                        var number = i;
                        all.add(() -> ask(http, number));
                    }
                    var many = new ArrayList<Took>();
                    for (var done : pool.invokeAll(all)) {
                        many.add(done.get());
                    }
                    print(AT_ONCE + " at once", many);
                }
            }
        }
    }

    private static Took ask(Http http, int number) throws Exception {
        var body = Json.object().put("message", QUESTIONS.get(number % QUESTIONS.size()));
        var start = System.nanoTime();
        try (var stream = http.postStream("/workflow/query", body)) {
            stream.take();
            var first = System.nanoTime();
            var rest = stream.rest();
            var steps = rest.stream().filter(f -> f.data().contains("\"step_end\"")).count();
            return new Took((first - start) / 1e6, (System.nanoTime() - start) / 1e6, steps == 5);
        }
    }

    private static void print(String name, List<Took> all) {
        var first = all.stream().map(Took::first).sorted().toList();
        var last = all.stream().map(Took::last).sorted().toList();
        System.out.printf(
                "%-20s %4d asked, %4d whole; first step p50 %.1f p95 %.1f ms; last event p50 %.1f p95 %.1f max %.1f ms%n",
                name,
                all.size(),
                all.stream().filter(Took::whole).count(),
                at(first, 0.5),
                at(first, 0.95),
                at(last, 0.5),
                at(last, 0.95),
                last.getLast());
    }

    private static double at(List<Double> sorted, double part) {
        return sorted.get((int) Math.min(sorted.size() - 1, part * sorted.size()));
    }
}
