package runnel.bi.eval;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.function.LongSupplier;
import runnel.base.Problem;
import runnel.bi.AskData;
import runnel.bi.eval.QuestionFile.Question;
import runnel.cube.SecurityContext;
import runnel.cube.analytics.Analytics;
import runnel.llm.Model;

/**
 * Puts questions to the parser or to a model, and compares the rows that its queries find with
 * those that are wanted. Used by one thread.
 */
public final class Evaluation {
    /** What became of a question. */
    public enum Verdict {
        RIGHT,
        WRONG,
        ASKED,
        REFUSED,
        FAILED
    }

    /**
     * @param good whether that is what was wanted
     * @param detail the query, or what was said
     */
    public record Outcome(Question question, Verdict verdict, boolean good, String detail) {}

    private final Analytics analytics;
    private final AskData ask;
    private final Optional<Model> model;
    private final LongSupplier timer;
    private final Map<String, JsonNode> answered = new HashMap<>();
    private final List<Outcome> outcomes = new ArrayList<>();
    private final List<Long> nanos = new ArrayList<>();

    /**
     * @param model who reads the questions; empty for the parser
     * @param timer nanoseconds from an arbitrary origin, by which the reading is timed
     */
    public Evaluation(Analytics analytics, AskData ask, Optional<Model> model, LongSupplier timer) {
        this.analytics = analytics;
        this.ask = ask;
        this.model = model;
        this.timer = timer;
    }

    /** Judges all questions of a file, in their order. */
    public void run(QuestionFile file) throws InterruptedException {
        for (var question : file.questions()) {
            outcomes.add(judge(question));
        }
    }

    public List<Outcome> outcomes() {
        return List.copyOf(outcomes);
    }

    private Outcome judge(Question question) throws InterruptedException {
        var start = timer.getAsLong();
        JsonNode read;
        try {
            var before = Optional.ofNullable(answered.get(question.after()));
            read = ask.read(question.text(), before, model);
        } catch (Problem e) {
            return new Outcome(question, Verdict.FAILED, false, String.valueOf(e.getMessage()));
        } finally {
            nanos.add(timer.getAsLong() - start);
        }
        var wantsNoRows = !question.expect().isEmpty();
        return switch (read.path("outcome").asText()) {
            case "answered" -> {
                answered.put(question.id(), read);
                var query = read.path("query");
                var found = wantsNoRows ? List.<List<String>>of() : rows(query);
                yield !wantsNoRows && isRight(question, found)
                        ? new Outcome(question, Verdict.RIGHT, true, query.toString())
                        : new Outcome(
                                question, Verdict.WRONG, false, query + apart(question, found));
            }
            case "clarify" ->
                    new Outcome(
                            question,
                            Verdict.ASKED,
                            wantsNoRows || question.mayAsk(),
                            read.path("code").asText() + " " + read.path("choices"));
            default ->
                    new Outcome(
                            question,
                            Verdict.REFUSED,
                            wantsNoRows || question.mayAsk(),
                            read.path("code").asText());
        };
    }

    private List<List<String>> rows(JsonNode query) throws InterruptedException {
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

    private boolean isRight(Question question, List<List<String>> given)
            throws InterruptedException {
        for (var way : question.ways()) {
            if (RowSets.same(wanted(way), given)) {
                return true;
            }
        }
        return false;
    }

    private List<List<String>> wanted(JsonNode way) throws InterruptedException {
        return way.has("rows") ? RowSets.of(way.path("rows")) : rows(way.path("query"));
    }

    /** What was wanted and what was found, on lines of their own. */
    private String apart(Question question, List<List<String>> found) throws InterruptedException {
        if (question.ways().isEmpty()) {
            return "";
        }
        var wanted = RowSets.shown(wanted(question.ways().getFirst()));
        return "\n    wanted " + wanted + "\n    found  " + RowSets.shown(found);
    }

    public double percentile95Millis() {
        var sorted = nanos.stream().sorted().toList();
        return sorted.isEmpty() ? 0 : sorted.get((int) (sorted.size() * 0.95)) / 1e6;
    }

    /** Forgets how long the questions took so far. */
    public void forgetTimes() {
        nanos.clear();
    }

    /** How many ended so although something else was wanted. */
    public long bad(Verdict verdict) {
        return outcomes.stream().filter(o -> o.verdict() == verdict && !o.good()).count();
    }

    public long good() {
        return outcomes.stream().filter(Outcome::good).count();
    }

    /** A line for each language and level, and one for all: good, wrong, asked, refused, failed. */
    public List<String> table() {
        var groups = new TreeMap<String, List<Outcome>>();
        for (var outcome : outcomes) {
            var level = outcome.question().language() + " level " + outcome.question().level();
            groups.computeIfAbsent(level, key -> new ArrayList<>()).add(outcome);
        }
        groups.put("~", outcomes);
        var lines = new ArrayList<String>();
        groups.forEach((name, all) -> lines.add(line(name.equals("~") ? "all" : name, all)));
        return lines;
    }

    private static String line(String name, List<Outcome> all) {
        var good = all.stream().filter(Outcome::good).count();
        var text = new StringBuilder();
        text.append("%-12s %3d/%d right".formatted(name, good, all.size()));
        for (var verdict : Verdict.values()) {
            var bad = all.stream().filter(o -> o.verdict() == verdict && !o.good()).count();
            if (bad > 0) {
                text.append(", ")
                        .append(bad)
                        .append(' ')
                        .append(verdict.name().toLowerCase(Locale.ROOT));
            }
        }
        return text.toString();
    }
}
