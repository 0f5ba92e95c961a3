package runnel.bi;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.lang.management.ManagementFactory;
import java.lang.management.ThreadMXBean;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import runnel.base.Problem;
import runnel.bi.question.Draft;
import runnel.bi.question.QueryJson;
import runnel.cube.Golden;
import runnel.cube.SecurityContext;
import runnel.cube.analytics.Analytics;

/** Puts questions to the parser and compares the rows that its queries find. */
final class Evaluation {
    /** What became of a question. */
    enum Verdict {
        RIGHT,
        WRONG,
        ASKED,
        REFUSED
    }

    record Outcome(QuestionFile.Question question, Verdict verdict, boolean good, String detail) {}

    /** Time of the processor: what the parser takes, whatever else the machine does. */
    private static final ThreadMXBean CPU = ManagementFactory.getThreadMXBean();

    private final Analytics analytics;
    private final QuestionParser parser;
    private final Map<String, Draft> answered = new HashMap<>();
    final List<Outcome> outcomes = new ArrayList<>();
    final List<Long> nanos = new ArrayList<>();

    Evaluation(Golden golden) throws InterruptedException {
        this.analytics = golden.analytics();
        this.parser =
                QuestionParser.of(
                        Golden.catalog(), analytics, SecurityContext.NOBODY, Golden.CLOCK);
    }

    void run(QuestionFile file) throws InterruptedException {
        for (var question : file.questions()) {
            outcomes.add(judge(question));
        }
    }

    private Outcome judge(QuestionFile.Question question) throws InterruptedException {
        var previous = Optional.ofNullable(answered.get(question.after()));
        var start = CPU.getCurrentThreadCpuTime();
        var reading = parser.read(question.text(), previous);
        nanos.add(CPU.getCurrentThreadCpuTime() - start);
        var wantsNoRows = !question.expect().isEmpty();
        return switch (reading) {
            case Reading.Clarify clarify ->
                    new Outcome(
                            question,
                            Verdict.ASKED,
                            wantsNoRows || question.mayAsk(),
                            clarify.toString());
            case Reading.Refuse refuse ->
                    new Outcome(
                            question,
                            Verdict.REFUSED,
                            wantsNoRows || question.mayAsk(),
                            refuse.toString());
            case Reading.Answerable answer -> {
                answered.put(question.id(), answer.draft());
                var query = QueryJson.of(answer.draft());
                if (wantsNoRows) {
                    yield new Outcome(question, Verdict.WRONG, false, query.toString());
                }
                var right = isRight(question, rows(query));
                yield new Outcome(
                        question, right ? Verdict.RIGHT : Verdict.WRONG, right, query.toString());
            }
        };
    }

    private List<List<String>> rows(ObjectNode query) throws InterruptedException {
        try (var loaded = analytics.load(query, true, SecurityContext.NOBODY)) {
            var rows = new ArrayList<Object[]>();
            for (var answer : loaded.answers()) {
                for (var row = answer.rows().next(); row != null; row = answer.rows().next()) {
                    rows.add(row);
                }
            }
            return RowSets.of(rows);
        } catch (Problem e) {
            return List.of(List.of("failed: " + e.getMessage()));
        }
    }

    private boolean isRight(QuestionFile.Question question, List<List<String>> given)
            throws InterruptedException {
        var ways = new ArrayList<JsonNode>();
        ways.add(question.json());
        question.json().path("accept").forEach(ways::add);
        for (var way : ways) {
            var wanted =
                    way.has("rows")
                            ? RowSets.of(way.path("rows"))
                            : rows((ObjectNode) way.path("query"));
            if (RowSets.same(wanted, given)) {
                return true;
            }
        }
        return false;
    }

    double percentile95Millis() {
        var sorted = nanos.stream().sorted().toList();
        return sorted.get((int) (sorted.size() * 0.95)) / 1e6;
    }

    long count(Verdict verdict) {
        return outcomes.stream().filter(o -> o.verdict() == verdict && !o.good()).count();
    }

    long good() {
        return outcomes.stream().filter(Outcome::good).count();
    }

    /** By language and level: right of all. */
    String table() {
        var groups = new TreeMap<String, int[]>();
        for (var outcome : outcomes) {
            var key = outcome.question().language() + " level " + outcome.question().level();
            var cells = groups.computeIfAbsent(key, k -> new int[2]);
            cells[0] += outcome.good() ? 1 : 0;
            cells[1]++;
        }
        var text = new StringBuilder();
        groups.forEach((key, cells) ->
                text.append(key)
                        .append(": ")
                        .append(cells[0])
                        .append('/')
                        .append(cells[1])
                        .append('\n'));
        return text.toString();
    }
}
