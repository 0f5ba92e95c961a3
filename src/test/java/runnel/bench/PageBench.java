package runnel.bench;

import com.google.gson.JsonObject;
import com.microsoft.playwright.CDPSession;
import com.microsoft.playwright.Page;
import java.io.IOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.atomic.AtomicLong;
import java.util.stream.IntStream;
import runnel.bench.load.PageTrace;
import runnel.bench.load.Table;
import runnel.bench.load.Workspace;
import runnel.markdown.Samples;
import runnel.testkit.Browser;
import runnel.testkit.ScriptedModel;
import runnel.testkit.Site;

/**
 * Measures the page in Chromium: weight, first paint, layout shift, work per token, memory over a
 * long answer, and how long a conversation of 10,000 messages takes to be seen.
 *
 * <p>Server and browser share the machine. Arguments: what to measure, of {@code open}, {@code
 * stream}, {@code memory}, {@code long}; all without any.
 */
final class PageBench {
    private static final int ROUNDS = 7;
    private static final int MESSAGES = 10_000;
    private static final int LONG_ANSWERS = 13;
    private static final long TOKEN_MILLIS = 20;
    private static final int STREAMED = 1_000;
    private static final int WARM_MILLIS = 1_000;
    private static final int SHARES = 12;
    private static final int WARM_OPENINGS = 40;
    private static final int REST_MILLIS = 600;

    /** Marks when the frame is through that shows the page with all of its end. */
    private static final String SEEN =
            """
            document.addEventListener('readystatechange', () => {
              if (document.readyState !== 'interactive') return;
              requestAnimationFrame(() => {
                const { port1, port2 } = new MessageChannel();
                port1.onmessage = () => performance.mark('seen');
                port2.postMessage(0);
              });
            });
            """;

    /** A token is a place in the log; an animation frame shows all places that have come. */
    private static final String MARKS =
            """
            let come = 0, shown = 0;
            TextDecoder.prototype.decode = (decode => function (...bytes) {
              const text = decode.apply(this, bytes);
              come = Number([...text.matchAll(/^id: (\\d+)/gm)].at(-1)?.[1] ?? come);
              return text;
            })(TextDecoder.prototype.decode);
            window.requestAnimationFrame = (request => show => request(time => {
              show(time);
              shown ||= Number(document.body.dataset.live.split('@')[1]);
              if (come > shown) performance.mark('%s' + (come - shown));
              shown = Math.max(come, shown);
            }))(window.requestAnimationFrame);
            """
                    .formatted(PageTrace.TOKENS);

    private static final String SHIFTS =
            "() => new Promise(done => { let sum = 0; new PerformanceObserver(list => {"
                    + " for (const e of list.getEntries()) sum += e.hadRecentInput ? 0 : e.value; })"
                    + ".observe({ type: 'layout-shift', buffered: true }); setTimeout(() => done(sum), 300); })";
    private static final String PAINTED =
            "() => performance.getEntriesByName('first-contentful-paint')[0]?.startTime ?? -1";

    private PageBench() {}

    public static void main(String[] args) throws Exception {
        Table.conditions("The page in Chromium, on the machine of the server");
        var chosen = List.of(args);
        for (var what : List.of("open", "stream", "memory", "long")) {
            if (chosen.isEmpty() || chosen.contains(what)) {
                measure(what);
            }
        }
        System.exit(0);
    }

    private static void measure(String what) throws Exception {
        try (var workspace = new Workspace()) {
            switch (what) {
                case "open" -> open(workspace);
                case "stream" -> stream(workspace);
                case "memory" -> memory(workspace);
                default -> longConversation(workspace);
            }
        }
    }

    private static void open(Workspace workspace) throws Exception {
        var table = new Table("opened", "compressed KB", "requests", "first paint ms", "shift");
        var model = ScriptedModel.of(ScriptedModel.says(said -> List.of(Samples.answer()), 0));
        try (var site = Site.start(workspace.make("open"), model)) {
            var accepted = site.core().send("", "A question");
            site.core().untilEnd(accepted);
            var conversation = "/conversations/" + accepted.conversation();
            for (var path : List.of("/", conversation)) {
                visit(
                        table,
                        path.equals("/") ? "start, cold" : "long answer, cold",
                        site.url(path));
            }
        }
        table.print();
    }

    private static void visit(Table table, String name, String url) {
        var paints = new ArrayList<Double>();
        var shifts = new ArrayList<Double>();
        var bytes = new AtomicLong();
        var requests = new AtomicLong();
        for (var round = 0; round < ROUNDS; round++) {
            bytes.set(0);
            requests.set(0);
            try (var browser = Browser.open()) {
                var page = browser.profile().newPage();
                var tools = browser.profile().newCDPSession(page);
                tools.send("Network.enable");
                tools.on(
                        "Network.loadingFinished",
                        event -> {
                            bytes.addAndGet(event.get("encodedDataLength").getAsLong());
                            requests.incrementAndGet();
                        });
                page.navigate(url);
                page.waitForTimeout(500);
                paints.add(number(page.evaluate(PAINTED)));
                shifts.add(number(page.evaluate(SHIFTS)));
            }
        }
        table.add(
                name,
                bytes.get() / 1024.0,
                requests.get(),
                Table.median(paints),
                shifts.stream().mapToDouble(Double::doubleValue).max().orElseThrow());
    }

    private static void stream(Workspace workspace) throws Exception {
        var tokens = Samples.tokens(Samples.answer()).subList(0, STREAMED);
        var model = ScriptedModel.of(ScriptedModel.says(said -> tokens, TOKEN_MILLIS));
        try (var site = Site.start(workspace.make("stream"), model);
                var browser = Browser.open()) {
            browser.profile().addInitScript(MARKS);
            var page = browser.visit(site.url("/"));
            traced(site, browser, page, List.of());
            var lean = traced(site, browser, page, PageTrace.TASKS_ONLY);
            var table =
                    new Table(
                            "50 tokens/s",
                            "frames",
                            "ms a token, mean",
                            "p50",
                            "p95",
                            "p99",
                            "shift");
            var work = lean.perToken();
            table.add(
                    lean.tokens(),
                    lean.frames(),
                    lean.mean(),
                    percentile(work, 50),
                    percentile(work, 95),
                    percentile(work, 99),
                    number(page.evaluate(SHIFTS)));
            table.print();
            shares(traced(site, browser, page, PageTrace.DETAILS));
        }
    }

    /** Lets an answer be streamed to the page, and traces it from when it flows. */
    private static PageTrace traced(Site site, Browser browser, Page page, List<String> categories)
            throws Exception {
        var accepted = site.core().send("", "A question");
        page.navigate(site.url("/conversations/" + accepted.conversation()));
        page.waitForTimeout(WARM_MILLIS);
        var chromium = browser.profile().browser();
        chromium.startTracing(
                page,
                new com.microsoft.playwright.Browser.StartTracingOptions()
                        .setCategories(categories));
        await(site, accepted);
        var bytes = chromium.stopTracing();
        var kept = System.getProperty("runnel.trace");
        if (kept != null) {
            Files.write(Path.of(kept), bytes);
        }
        return new PageTrace(bytes);
    }

    /** What the time goes into; to trace that costs time itself. */
    private static void shares(PageTrace trace) {
        var table = new Table("what the main thread did", "times", "ms a token");
        trace.shares().stream()
                .limit(SHARES)
                .forEach(share ->
                        table.add(
                                share.getKey(),
                                trace.count(share.getKey()),
                                share.getValue() / trace.tokens()));
        table.print();
    }

    private static void memory(Workspace workspace) throws Exception {
        var table = new Table("tokens shown", "JS heap MB", "listeners", "documents");
        var tokens = Samples.tokens(Samples.answer());
        var answer =
                IntStream.range(0, LONG_ANSWERS).boxed().flatMap(i -> tokens.stream()).toList();
        var model = ScriptedModel.of(ScriptedModel.says(said -> answer, 1));
        try (var site = Site.start(workspace.make("memory"), model);
                var browser = Browser.open()) {
            var accepted = site.core().send("", "A question");
            var page = browser.visit(site.url("/conversations/" + accepted.conversation()));
            var tools = browser.profile().newCDPSession(page);
            tools.send("Performance.enable");
            tools.send("HeapProfiler.enable");
            for (var thread = Thread.ofVirtual().start(() -> await(site, accepted));
                    thread.isAlive(); ) {
                page.waitForTimeout(10_000);
                row(table, page, tools);
            }
            page.waitForTimeout(1_000);
            row(table, page, tools);
        }
        table.print();
    }

    private static void await(Site site, runnel.conversation.Accepted accepted) {
        try (var conversation = site.core().conversations.open(accepted.conversation())) {
            while (conversation.active().isPresent()) {
                Thread.sleep(50);
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    private static void row(Table table, Page page, CDPSession tools) {
        tools.send("HeapProfiler.collectGarbage");
        var metrics = tools.send("Performance.getMetrics").getAsJsonArray("metrics");
        var shown = number(page.evaluate("document.querySelector('.agent').innerText.length")) / 4;
        table.add(
                (double) Math.round(shown),
                metric(metrics, "JSHeapUsedSize") / 1e6,
                metric(metrics, "JSEventListeners"),
                metric(metrics, "Documents"));
    }

    private static double metric(com.google.gson.JsonArray metrics, String name) {
        for (var metric : metrics) {
            JsonObject one = metric.getAsJsonObject();
            if (one.get("name").getAsString().equals(name)) {
                return one.get("value").getAsDouble();
            }
        }
        throw new IllegalArgumentException(name);
    }

    private static void longConversation(Workspace workspace)
            throws IOException, InterruptedException {
        var table =
                new Table("opened", "messages", "first paint ms", "end seen ms", "worst", "shift");
        var directory = workspace.make("long");
        var model =
                ScriptedModel.of(
                        ScriptedModel.says(
                                said -> List.of("An **answer** to `" + said + "`.\n\n- a\n- b\n"),
                                0));
        var path = "/conversations/";
        try (var site = Site.start(directory, model)) {
            var first = site.core().send("", "question 0");
            for (var i = 1; i < MESSAGES / 2; i++) {
                var next = site.core().send(first.conversation(), "question " + i);
                if (i % 20 == 0) {
                    await(site, next);
                }
            }
            await(site, first);
            path += first.conversation();
        }
        try (var site = Site.start(directory, model)) {
            opened(table, "after a start", site, path, 1);
            for (var i = 0; i < WARM_OPENINGS; i++) {
                try (var page = URI.create(site.url(path)).toURL().openStream()) {
                    page.readAllBytes();
                }
            }
            opened(table, "warm", site, path, ROUNDS);
        }
        table.print();
    }

    /** From the start page, at rest, as somebody does who has styles and scripts already. */
    private static void opened(Table table, String name, Site site, String path, int rounds) {
        var firsts = new ArrayList<Double>();
        var ends = new ArrayList<Double>();
        var shift = 0.0;
        for (var round = 0; round < rounds; round++) {
            try (var browser = Browser.open()) {
                var page = browser.visit(site.url("/"));
                page.waitForTimeout(REST_MILLIS);
                page.addInitScript(SEEN);
                page.navigate(site.url(path));
                page.waitForFunction("performance.getEntriesByName('seen').length");
                var first = number(page.evaluate(PAINTED));
                firsts.add(first);
                ends.add(
                        Math.max(
                                first,
                                number(
                                        page.evaluate(
                                                "performance.getEntriesByName('seen')[0].startTime"))));
                shift = Math.max(shift, number(page.evaluate(SHIFTS)));
            }
        }
        table.add(
                name,
                MESSAGES,
                Table.median(firsts),
                Table.median(ends),
                ends.stream().mapToDouble(Double::doubleValue).max().orElseThrow(),
                shift);
    }

    private static double percentile(List<Double> values, int percent) {
        var sorted = values.stream().sorted().toList();
        return sorted.get(Math.min(sorted.size() - 1, sorted.size() * percent / 100));
    }

    private static double number(Object value) {
        return ((Number) value).doubleValue();
    }
}
