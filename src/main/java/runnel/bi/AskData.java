package runnel.bi;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;
import runnel.base.Clock;
import runnel.base.Json;
import runnel.base.Messages;
import runnel.base.Problem;
import runnel.bi.answer.Chart;
import runnel.bi.answer.Facts;
import runnel.bi.answer.Grid;
import runnel.bi.answer.TableText;
import runnel.bi.author.Analyst;
import runnel.bi.words.Normal;
import runnel.cube.Aggregate;
import runnel.cube.Catalog;
import runnel.cube.Measure;
import runnel.cube.MemberName;
import runnel.cube.SecurityContext;
import runnel.cube.analytics.Analytics;
import runnel.cube.analytics.Progress;
import runnel.llm.Model;
import runnel.tool.Tool;
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
    private final Manner manner;

    /**
     * How questions are answered.
     *
     * @param certified questions whose queries somebody vouches for
     * @param viewers what is known of the owner of a conversation, for the rules about rows
     */
    public record Manner(
            Reader reader, CertifiedFile certified, Function<String, SecurityContext> viewers) {
        /** By the parser alone, for nobody in particular. */
        public static final Manner PLAIN =
                new Manner(Reader.PARSER, CertifiedFile.none(), owner -> SecurityContext.NOBODY);
    }

    /**
     * @param clock tells what "today" is for questions
     */
    public AskData(Analytics analytics, Clock clock, Manner manner) {
        this.analytics = analytics;
        this.parsers = new Parsers(analytics, clock);
        this.manner = manner;
    }

    public Workflow workflow() {
        return workflow(NAME);
    }

    /** The same under another name, for data other than the usual. */
    public Workflow workflow(String name) {
        return new Workflow(name, steps(manner.reader()));
    }

    /** The same as a tool of an agent, read by the parser: the agent is the model. */
    public Tool tool() {
        return new AskDataTool(this);
    }

    /**
     * What a known query finds now, with the chart that fits it: rows, fields and chart as the
     * steps return them. No model is asked, and nothing is kept.
     *
     * @param question tells the language
     * @throws Problem what is wrong with the query or the data
     */
    public ObjectNode look(String question, ObjectNode query, String owner)
            throws InterruptedException {
        var scope = new ToolScope(question, owner);
        scope.keep(QUERY, asking(scope).answer(query));
        var found = execute(scope);
        scope.keep(EXECUTE, found);
        found.set("chart", format(scope).path("chart"));
        return found;
    }

    List<Step> steps(Reader reader) {
        return List.of(
                Step.of(QUERY, scope -> asking(scope).answer(reader.asks(scope::model))),
                Step.of(SQL, this::sql).when(AskData::isAnswered),
                Step.of(EXECUTE, this::execute).when(AskData::isAnswered).trying(Step.ATTEMPTS),
                Step.of(FORMAT, this::format).when(AskData::isAnswered),
                Step.of(ANALYZE, scope -> analyze(scope, reader)).when(AskData::isAnswered));
    }

    /**
     * Questions to begin with; none where the data cannot be reached now.
     *
     * @param messages in whose language
     */
    public List<String> suggestions(Messages messages) throws InterruptedException {
        try {
            var sight = parsers.of(manner.viewers().apply(""));
            return new Suggestions(
                            sight.catalog(),
                            sight.parser(),
                            manner.certified().questions(),
                            messages)
                    .list();
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

    private SecurityContext viewer(Scope scope) {
        return manner.viewers().apply(scope.owner());
    }

    /**
     * What the first step makes of a question, without anything else.
     *
     * @param before what it made of the question before
     * @param model who reads; empty for the parser
     */
    public JsonNode read(String question, Optional<JsonNode> before, Optional<Model> model)
            throws InterruptedException {
        return asking(new ToolScope(question, "", before, model)).answer(model.isPresent());
    }

    /** The first step over one question. */
    Asking asking(Scope scope) throws InterruptedException {
        var viewer = viewer(scope);
        return new Asking(
                analytics, manner.certified(), scope, parsers.of(viewer), viewer, messages(scope));
    }

    /** What one may ask for, in few words. */
    String members(String owner) throws InterruptedException {
        return parsers.of(manner.viewers().apply(owner)).known().list();
    }

    private JsonNode sql(Scope scope) throws InterruptedException {
        var query = scope.of(QUERY).path("query");
        var all = analytics.sql(query, viewer(scope));
        var output = Json.object();
        var text = new StringBuilder();
        for (var one : all.isArray() ? all : Json.tree(List.of(all))) {
            text.append(text.isEmpty() ? "" : ";\n\n").append(one.path("sql").path(0).asText());
        }
        output.put("sql", text.toString());
        scope.say("```sql\n" + text + "\n```\n");
        return output;
    }

    private ObjectNode execute(Scope scope) throws InterruptedException {
        var viewer = viewer(scope);
        var query = scope.of(QUERY).path("query");
        var messages = messages(scope);
        var titles = new Titles(parsers.catalog(viewer), messages.language());
        Progress heard = new Waiting(scope, messages);
        var rows = heard.during(() -> new Execution(analytics, titles, viewer).rows(query));
        var grid = Grid.of(rows);
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

    private JsonNode analyze(Scope scope, Reader reader) throws InterruptedException {
        var grid = Grid.of(scope.of(EXECUTE));
        var messages = messages(scope);
        var additive = additive(grid, parsers.catalog(viewer(scope)));
        var facts = Facts.of(grid, grain(scope), additive, messages);
        var output = Json.object();
        facts.forEach(output.putArray("facts")::add);
        if (grid.rows().isEmpty() || !reader.asks(scope::model)) {
            for (var fact : facts) {
                scope.say(fact + "\n");
            }
            return output;
        }
        var asked = scope.of(QUERY);
        var analysis =
                new Analyst(scope, messages)
                        .explain(grid, asked.path("query"), asked.path("reading").asText(), facts);
        output.put("text", analysis.text());
        analysis.unfounded().forEach(output.putArray("unfounded")::add);
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
    private static List<String> additive(Grid grid, Catalog catalog) {
        var titles = new Titles(catalog, "en");
        var names = new ArrayList<String>();
        for (var field : grid.fields()) {
            if (MemberName.isPath(field.name())
                    && titles.member(MemberName.of(field.name())).orElse(null)
                            instanceof Measure measure
                    && isAdditive(measure)) {
                names.add(field.name());
            }
        }
        return names;
    }

    private static boolean isAdditive(Measure measure) {
        return !measure.isRolling()
                && (measure.aggregate() == Aggregate.SUM || measure.aggregate() == Aggregate.COUNT);
    }
}
