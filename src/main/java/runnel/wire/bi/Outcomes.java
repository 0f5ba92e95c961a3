package runnel.wire.bi;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.List;
import runnel.base.Json;
import runnel.base.Problem;
import runnel.conversation.Accepted;
import runnel.event.Event;
import runnel.event.Outcome;
import runnel.log.Entry;

/** Folds the entries of one run into the answer that is given at once. */
final class Outcomes {
    private final Accepted run;
    private final StringBuilder content = new StringBuilder();
    private final ObjectNode json = Json.object();
    private final boolean aboutData;
    private String reply = "";

    /**
     * @param aboutData whether it answers a question about data; what any other workflow's steps
     *     return is given by their names
     */
    Outcomes(Accepted run, boolean aboutData) {
        this.run = run;
        this.aboutData = aboutData;
        if (!aboutData) {
            json.put("outcome", "answered").putObject("outputs");
        }
    }

    /**
     * @throws Problem what the run failed with
     */
    ObjectNode fold(List<Entry> entries) {
        json.put("success", true)
                .put("workflow_id", run.conversation())
                .put("run_id", run.run())
                .put("conversation", run.conversation());
        entries.forEach(entry -> take(entry.event()));
        return json.put("content", content.toString().strip());
    }

    private void take(Event event) {
        switch (event) {
            case Event.RunStart start when start.run().equals(run.run()) -> reply = start.reply();
            case Event.TextDelta delta when delta.message().equals(reply) ->
                    content.append(delta.text());
            case Event.PartEnd end when end.message().equals(reply) -> content.append('\n');
            case Event.NodeEnd end when end.message().equals(reply) ->
                    take(end.name(), Json.parse(end.output()));
            case Event.RunProblem problem when problem.run().equals(run.run()) ->
                    throw new Problem(
                            kind(problem.code()), problem.code(), problem.values().toArray());
            case Event.RunEnd end
                    when end.run().equals(run.run()) && end.outcome() == Outcome.CANCELLED ->
                    throw new Problem(Problem.Kind.CONFLICT, "workflow-cancelled");
            default -> {}
        }
    }

    private void take(String step, JsonNode output) {
        if (!aboutData) {
            json.withObject("outputs").set(step, output);
            return;
        }
        switch (step) {
            case "query" -> {
                json.put("outcome", output.path("outcome").asText());
                copy(output, "query");
                copy(output, "choices");
            }
            case "sql" -> copy(output, "sql");
            case "execute" -> copy(output, "rows");
            case "format" -> copy(output, "chart");
            default -> {}
        }
    }

    private void copy(JsonNode from, String key) {
        if (from.has(key)) {
            json.set(key, from.get(key));
        }
    }

    private static Problem.Kind kind(String code) {
        return switch (code) {
            case "internal" -> Problem.Kind.INTERNAL;
            case "cube-server-unreachable" -> Problem.Kind.UNAVAILABLE;
            default -> Problem.Kind.UPSTREAM;
        };
    }
}
