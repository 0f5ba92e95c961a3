package runnel.wire.bi;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;
import runnel.base.Json;
import runnel.base.Messages;
import runnel.base.Problem;
import runnel.conversation.Accepted;
import runnel.conversation.Wait;
import runnel.event.Event;
import runnel.event.Outcome;
import runnel.http.FrameBuffer;
import runnel.log.Entry;
import runnel.wire.Encoder;

/**
 * Every event is one JSON value: a step's begin or end, a piece of its output as a string, the
 * progress, an error; the last is {@code "[DONE]"}.
 */
final class StepEncoder implements Encoder {
    private static final String DONE = "\"[DONE]\"";

    private final Accepted run;
    private final Messages messages;
    private final Set<Integer> open = new HashSet<>();
    private final Function<String, Set<Integer>> parallel;
    private Set<Integer> together = Set.of();
    private final Map<Integer, String> names = new HashMap<>();
    private String reply = "";
    private int total;
    private int done;
    private boolean over;

    /**
     * @param parallel of a workflow, the numbers of the steps that are done at the same time as
     *     others: their words bear their name
     */
    StepEncoder(Accepted run, Messages messages, Function<String, Set<Integer>> parallel) {
        this.parallel = parallel;
        this.run = run;
        this.messages = messages;
    }

    /** Takes into account what the reader has seen already. */
    void seen(Entry entry) {
        values(entry.event());
    }

    @Override
    public void entry(Entry entry, FrameBuffer out) {
        var values = values(entry.event());
        for (var i = 0; i < values.size(); i++) {
            // Who is cut between two values of one entry gets both again, never neither.
            var id = i == values.size() - 1 ? entry.seq() : entry.seq() - 1;
            out.id(id).open().raw(values.get(i)).end();
        }
    }

    @Override
    public void lost(Problem problem, long seq, FrameBuffer out) {
        var values = new ArrayList<String>();
        error(problem.code(), problem, values);
        values.add(DONE);
        values.forEach(value -> out.id(seq).open().raw(value).end());
    }

    @Override
    public boolean isOver() {
        return over;
    }

    private List<String> values(Event event) {
        var values = new ArrayList<String>();
        switch (event) {
            case Event.RunStart start when start.run().equals(run.run()) -> {
                reply = start.reply();
                together = parallel.apply(start.agent());
            }
            case Event.NodeStart start when start.message().equals(reply) -> {
                values.add(start(start).toString());
                // Steps that were left out count as done.
                done = Math.max(done, start.part() - open.size());
                open.add(start.part());
                total = start.total();
                names.put(start.part(), start.name());
                values.add(progress(start.part(), start.restMillis()).toString());
            }
            case Event.ModelWait waits ->
                    step(waits).ifPresent(part -> values.add(waiting(part, Wait.of(waits))));
            case Event.TextDelta delta when delta.message().equals(reply) ->
                    values.add(words(delta.part(), delta.text()));
            case Event.TextDelta delta ->
                    step(delta).ifPresent(part -> values.add(words(part, delta.text())));
            case Event.NodeEnd end when end.message().equals(reply) -> {
                open.remove(end.part());
                done++;
                values.add(end(end).toString());
            }
            case Event.RunProblem problem when problem.run().equals(run.run()) -> {
                var trouble =
                        new Problem(
                                Problem.Kind.UPSTREAM, problem.code(), problem.values().toArray());
                error(problem.code(), trouble, values);
            }
            case Event.RunEnd end when end.run().equals(run.run()) -> {
                if (end.outcome() == Outcome.CANCELLED) {
                    error(
                            "workflow-cancelled",
                            new Problem(Problem.Kind.CONFLICT, "workflow-cancelled"),
                            values);
                }
                values.add(DONE);
                over = true;
            }
            default -> {}
        }
        return values;
    }

    /** The step that it belongs to; empty where it is none of this run's. */
    private Optional<Integer> step(Event.OfReply event) {
        if (event.message().equals(reply)) {
            return open.stream().max(Integer::compare);
        }
        return open.stream().filter(part -> event.message().equals(reply + "." + part)).findFirst();
    }

    /** A piece of the current step's output; of several steps at once, it says whose it is. */
    private String words(int part, String text) {
        if (!together.contains(part)) {
            return Json.quote(new StringBuilder(), text).toString();
        }
        return Json.object()
                .put("type", "text")
                .put("step", part + 1)
                .put("name", names.getOrDefault(part, ""))
                .put("text", text)
                .toString();
    }

    private ObjectNode start(Event.NodeStart start) {
        var json =
                Json.object()
                        .put("type", "step_start")
                        .put("step", start.part() + 1)
                        .put("total", start.total())
                        .put("name", start.name())
                        .put("title", title(start.name()))
                        .put("conversation", run.conversation())
                        .put("run", run.run());
        if (start.expectedMillis() >= 0) {
            json.put("eta_ms", start.expectedMillis());
        }
        return json;
    }

    private ObjectNode end(Event.NodeEnd end) {
        var json =
                Json.object()
                        .put("type", "step_end")
                        .put("step", end.part() + 1)
                        .put("total", end.total())
                        .put("name", end.name())
                        .put("elapsed_ms", end.millis());
        JsonNode output = Json.parse(end.output());
        json.set("output", output);
        return json;
    }

    private ObjectNode progress(int step, long restMillis) {
        var json =
                Json.object()
                        .put("type", "progress")
                        .put("step", step + 1)
                        .put("total", total)
                        .put("fraction", (double) done / total);
        if (restMillis >= 0) {
            json.put("left_ms", restMillis);
        }
        return json;
    }

    /** The progress says what the model of a step waits for, and once more that it goes on. */
    private String waiting(int step, Wait wait) {
        var json = progress(step, -1);
        if (!wait.isNone()) {
            json.putObject("wait")
                    .put("code", wait.problem())
                    .put("text", wait.reason().message(messages))
                    .put("millis", wait.millis());
        }
        return json.toString();
    }

    private void error(String code, Problem problem, List<String> values) {
        var message = problem.message(messages);
        var hint = problem.hint(messages);
        var full = hint.isEmpty() ? message : sentence(message) + hint;
        values.add(
                Json.object()
                        .put("type", "error")
                        .put("code", code)
                        .put("message", full)
                        .toString());
        values.add(Json.quote(new StringBuilder(), "Error: " + full).toString());
    }

    /** Some messages stand by themselves elsewhere, and end without a stop. */
    private String sentence(String message) {
        if (messages.language().startsWith("zh")) {
            return message.matches("(?s).*[。！？]") ? message : stripped(message) + "。";
        }
        return message.matches("(?s).*[.!?]") ? message + " " : message + ". ";
    }

    /** What a provider says in English may end with its own stop. */
    private static String stripped(String message) {
        return message.replaceFirst("[.]$", "");
    }

    private String title(String name) {
        var key = "bi.step." + name;
        return messages.has(key) ? messages.text(key) : name;
    }
}
