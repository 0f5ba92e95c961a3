package runnel.bench.load;

import com.fasterxml.jackson.databind.JsonNode;
import java.nio.charset.StandardCharsets;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Collections;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import runnel.base.Json;

/**
 * What a page's main thread did while Chromium traced it: its tasks, cut into frames, with the
 * tokens that each frame showed.
 *
 * <p>Times are those of the thread, which leave out how long others kept it from the processor. The
 * page's main thread is the one of all renderers that did most.
 */
public final class PageTrace {
    /** The categories for tasks and tokens. */
    public static final List<String> TASKS_ONLY = List.of("toplevel", "blink.user_timing");

    /** The categories for what the tasks did as well. */
    public static final List<String> DETAILS =
            List.of("toplevel", "blink.user_timing", "devtools.timeline");

    /**
     * The name of the mark that a page sets in each frame, in front of the number of its tokens.
     */
    public static final String TOKENS = "tokens-";

    private static final Set<String> TASKS = Set.of("RunTask", "ThreadControllerImpl::RunTask");
    private static final double MICROS_A_MILLI = 1_000;

    private final List<Task> tasks = new ArrayList<>();
    private final List<Mark> marks = new ArrayList<>();
    private final Map<String, Double> own = new HashMap<>();
    private final Map<String, Integer> counts = new HashMap<>();

    private record Task(long end, double millis) {}

    private record Mark(long at, int tokens) {}

    private record Open(String name, long end, double millis, double[] inside) {}

    public PageTrace(byte[] trace) {
        var events = Json.parse(new String(trace, StandardCharsets.UTF_8)).get("traceEvents");
        read(page(events));
    }

    /** How many tokens were shown. */
    public int tokens() {
        return marks.stream().mapToInt(Mark::tokens).sum();
    }

    /** In how many frames. */
    public int frames() {
        return marks.size();
    }

    /** All that the thread did, milliseconds for each token. */
    public double mean() {
        return tasks.stream().mapToDouble(Task::millis).sum() / tokens();
    }

    /**
     * For each token, what the frame that showed it cost, divided by the tokens that it showed: all
     * that was done since the frame before is counted to it. Milliseconds.
     */
    public List<Double> perToken() {
        var all = new ArrayList<Double>();
        var waiting = new ArrayDeque<>(marks);
        var millis = 0.0;
        for (var task : tasks) {
            millis += task.millis;
            var shown = 0;
            while (!waiting.isEmpty() && waiting.peek().at <= task.end) {
                shown += waiting.poll().tokens;
            }
            all.addAll(Collections.nCopies(shown, millis / shown));
            millis = shown > 0 ? 0 : millis;
        }
        return all;
    }

    /** What the time went into, the most expensive first: name, how often, milliseconds in all. */
    public List<Map.Entry<String, Double>> shares() {
        return own.entrySet().stream()
                .sorted(Map.Entry.<String, Double>comparingByValue().reversed())
                .toList();
    }

    public int count(String name) {
        return counts.getOrDefault(name, 0);
    }

    private static List<JsonNode> page(JsonNode events) {
        var mains = new HashMap<String, List<JsonNode>>();
        for (var event : events) {
            if (event.path("name").asText().equals("thread_name")
                    && event.path("args").path("name").asText().equals("CrRendererMain")) {
                mains.put(thread(event), new ArrayList<>());
            }
        }
        for (var event : events) {
            var main = mains.get(thread(event));
            if (main != null) {
                main.add(event);
            }
        }
        return mains.values().stream().max(Comparator.comparingInt(List::size)).orElseThrow();
    }

    private static String thread(JsonNode event) {
        return event.get("pid") + "/" + event.get("tid");
    }

    private void read(List<JsonNode> events) {
        var inOrder = new TreeMap<Long, List<JsonNode>>();
        for (var event : events) {
            inOrder.computeIfAbsent(event.path("ts").asLong(), ts -> new ArrayList<>()).add(event);
        }
        var open = new ArrayDeque<Open>();
        for (var together : inOrder.values()) {
            together.sort(
                    Comparator.comparingLong((JsonNode event) -> -event.path("dur").asLong()));
            together.forEach(event -> read(event, open));
        }
        while (!open.isEmpty()) {
            close(open);
        }
    }

    private void read(JsonNode event, ArrayDeque<Open> open) {
        var name = event.path("name").asText();
        var start = event.path("ts").asLong();
        if (name.startsWith(TOKENS)) {
            marks.add(new Mark(start, Integer.parseInt(name.substring(TOKENS.length()))));
        }
        if (!event.path("ph").asText().equals("X")) {
            return;
        }
        var millis = event.path(event.has("tdur") ? "tdur" : "dur").asDouble() / MICROS_A_MILLI;
        var end = start + event.path("dur").asLong();
        while (!open.isEmpty() && open.peek().end <= start) {
            close(open);
        }
        if (TASKS.contains(name) && open.isEmpty()) {
            tasks.add(new Task(end, millis));
        }
        if (!open.isEmpty()) {
            open.peek().inside[0] += millis;
        }
        open.push(new Open(name, end, millis, new double[1]));
        counts.merge(name, 1, Integer::sum);
    }

    private void close(ArrayDeque<Open> open) {
        var done = open.pop();
        own.merge(done.name, done.millis - done.inside[0], Double::sum);
    }
}
