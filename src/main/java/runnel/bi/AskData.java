package runnel.bi;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import runnel.base.Clock;
import runnel.base.Json;
import runnel.base.Messages;
import runnel.base.Problem;
import runnel.bi.answer.Chart;
import runnel.bi.answer.Facts;
import runnel.bi.answer.Grid;
import runnel.bi.answer.ReadingText;
import runnel.bi.answer.TableText;
import runnel.bi.question.Draft;
import runnel.bi.question.QueryJson;
import runnel.bi.words.Normal;
import runnel.cube.Aggregate;
import runnel.cube.Catalog;
import runnel.cube.Measure;
import runnel.cube.Member;
import runnel.cube.MemberName;
import runnel.cube.SecurityContext;
import runnel.cube.analytics.Analytics;
import runnel.workflow.Outputs;
import runnel.workflow.Scope;
import runnel.workflow.Step;
import runnel.workflow.Workflow;

/**
 * From a question to rows, a table, a chart and an analysis: a workflow of five steps. Only reads.
 */
public final class AskData {
    /** By this name messages ask for it. */
    public static final String NAME = "data";

    /** The steps, in their order. */
    public static final String QUERY = "query";

    public static final String SQL = "sql";
    public static final String EXECUTE = "execute";
    public static final String FORMAT = "format";
    public static final String ANALYZE = "analyze";

    private final Analytics analytics;
    private final Parsers parsers;

    /**
     * @param clock tells what "today" is for questions
     */
    public AskData(Analytics analytics, Clock clock) {
        this.analytics = analytics;
        this.parsers = new Parsers(analytics, clock);
    }

    public Workflow workflow() {
        return new Workflow(
                NAME,
                List.of(
                        Step.of(QUERY, this::query),
                        Step.of(SQL, this::sql).when(AskData::isAnswered),
                        Step.of(EXECUTE, this::execute)
                                .when(AskData::isAnswered)
                                .trying(Step.ATTEMPTS),
                        Step.of(FORMAT, this::format).when(AskData::isAnswered),
                        Step.of(ANALYZE, this::analyze).when(AskData::isAnswered)));
    }

    /**
     * Questions to begin with; none where the data cannot be reached now.
     *
     * @param messages in whose language
     */
    public List<String> suggestions(Messages messages) throws InterruptedException {
        try {
            return new Suggestions(parsers.catalog(), parsers.current(), messages).list();
        } catch (Problem e) {
            return List.of();
        }
    }

    private static boolean isAnswered(Outputs outputs) {
        return outputs.of(QUERY).path("outcome").asText().equals("answered");
    }

    private static Messages messages(Scope scope) {
        return Messages.of(Normal.isChinese(scope.question()) ? "zh" : "en");
    }

    private JsonNode query(Scope scope) throws InterruptedException {
        var messages = messages(scope);
        var last = scope.before(QUERY).path("last");
        var previous =
                last.isObject() ? Optional.of(QueryJson.read(last)) : Optional.<Draft>empty();
        var reading = read(scope, previous);
        var output = Json.object();
        if (last.isObject()) {
            output.set("last", last);
        }
        switch (reading) {
            case Reading.Answerable answer -> answered(answer, output, messages, scope);
            case Reading.Clarify clarify -> {
                output.put("outcome", "clarify").put("code", clarify.code());
                clarify.choices().forEach(output.putArray("choices")::add);
                scope.say(asking(clarify, messages));
            }
            case Reading.Refuse refuse -> {
                output.put("outcome", "refused").put("code", refuse.code());
                scope.say(
                        messages.text("bi.refuse." + refuse.code(), refuse.values().toArray())
                                + "\n");
            }
        }
        return output;
    }

    /** Who chose among what was offered says so beside the question; the choice alone will do. */
    private Reading read(Scope scope, Optional<Draft> previous) throws InterruptedException {
        var question = scope.question();
        var reading = parsers.current().read(question, previous);
        if (reading instanceof Reading.Answerable) {
            return reading;
        }
        for (var choice : scope.before(QUERY).path("choices")) {
            if (question.endsWith(": " + choice.asText())) {
                return parsers.current().read(choice.asText(), previous);
            }
        }
        return reading;
    }

    private void answered(
            Reading.Answerable answer, ObjectNode output, Messages messages, Scope scope)
            throws InterruptedException {
        var query = QuestionParser.query(answer);
        output.put("outcome", "answered")
                .put("share", answer.share())
                .put("confidence", answer.confidence());
        output.set("query", query);
        output.set("last", query);
        var reading = new ReadingText(messages, this::title).of(answer.draft());
        output.put("reading", reading);
        scope.say(messages.text("bi.reading") + "\n\n" + reading);
        scope.say("\n```json\n" + query.toPrettyString() + "\n```\n");
    }

    private static String asking(Reading.Clarify clarify, Messages messages) {
        var text =
                new StringBuilder(
                        messages.text("bi.clarify." + clarify.code(), clarify.values().toArray()));
        if (!clarify.choices().isEmpty()) {
            text.append(' ').append(messages.text("bi.clarify.choices")).append("\n\n");
            clarify.choices().forEach(choice -> text.append("- ").append(choice).append('\n'));
        }
        return text.append('\n').toString();
    }

    /** What people call a member. */
    private String title(MemberName name) {
        return member(name).map(Member::label).map(label -> label.title()).orElse(name.toString());
    }

    private Optional<Member> member(MemberName name) {
        return parsers.catalog()
                .entity(name.cube())
                .map(entity -> entity.byName().get(name.member()));
    }

    private JsonNode sql(Scope scope) throws InterruptedException {
        var query = scope.of(QUERY).path("query");
        var all = analytics.sql(query, SecurityContext.NOBODY);
        var output = Json.object();
        var text = new StringBuilder();
        for (var one : all.isArray() ? all : Json.tree(List.of(all))) {
            text.append(text.isEmpty() ? "" : ";\n\n").append(one.path("sql").path(0).asText());
        }
        output.put("sql", text.toString());
        scope.say("```sql\n" + text + "\n```\n");
        return output;
    }

    private JsonNode execute(Scope scope) throws InterruptedException {
        var query = scope.of(QUERY).path("query");
        var rows = new Execution(analytics, parsers.catalog()).rows(query);
        var grid = Grid.of(rows);
        var messages = messages(scope);
        scope.say(
                grid.rows().isEmpty()
                        ? messages.text("bi.rows.none") + "\n"
                        : messages.text("bi.rows.count", grid.rows().size()) + "\n");
        return rows;
    }

    private JsonNode format(Scope scope) throws InterruptedException {
        var messages = messages(scope);
        var grid = Grid.of(scope.of(EXECUTE));
        var grain = grain(scope);
        var table = TableText.of(grid, grain, messages);
        var chart = Chart.of(grid, grain, scope.of(QUERY).path("share").asBoolean(), messages);
        scope.say(table);
        if (!chart.path("type").asText().equals("none")) {
            scope.say("\n```chart\n" + chart + "\n```\n");
        }
        var output = Json.object().put("table", table);
        output.set("chart", chart);
        return output;
    }

    private JsonNode analyze(Scope scope) throws InterruptedException {
        var grid = Grid.of(scope.of(EXECUTE));
        var facts = Facts.of(grid, grain(scope), additive(grid), messages(scope));
        var output = Json.object();
        var kept = output.putArray("facts");
        for (var fact : facts) {
            scope.say(fact + "\n");
            kept.add(fact);
        }
        return output;
    }

    private static String grain(Scope scope) {
        return scope.of(QUERY)
                .path("query")
                .path("timeDimensions")
                .path(0)
                .path("granularity")
                .asText();
    }

    /** Measures of which a total over the rows says something. */
    private List<String> additive(Grid grid) {
        var catalog = parsers.catalog();
        var names = new ArrayList<String>();
        for (var field : grid.fields()) {
            if (MemberName.isPath(field.name())
                    && member(MemberName.of(field.name())).orElse(null) instanceof Measure measure
                    && isAdditive(measure, catalog)) {
                names.add(field.name());
            }
        }
        return names;
    }

    private static boolean isAdditive(Measure measure, Catalog catalog) {
        return !measure.isRolling()
                && (measure.aggregate() == Aggregate.SUM || measure.aggregate() == Aggregate.COUNT)
                && !catalog.entities().isEmpty();
    }
}
