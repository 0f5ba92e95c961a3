package runnel.bi.author;

import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.Collection;
import java.util.List;
import runnel.base.Json;
import runnel.cube.Granularity;
import runnel.cube.Operator;
import runnel.tool.ToolSpec;

/** The ways in which a model may answer a question about data, as tools with a JSON Schema. */
final class AnswerTools {
    static final String QUERY = "query_data";
    static final String ASK = "ask_back";
    static final String REFUSE = "refuse";

    /** Above so many names a schema does not list them: the instruction does. */
    static final int MAX_NAMES = 150;

    private static final String ARRAY = "array";
    private static final String STRING = "string";

    private AnswerTools() {}

    static List<ToolSpec> of(Known known) {
        return List.of(
                new ToolSpec(
                        QUERY,
                        "Asks the data: a query of the semantic layer. Use only members that exist.",
                        query(known).toString()),
                new ToolSpec(
                        ASK,
                        "Asks the user back, where the question can mean several things.",
                        ask().toString()),
                new ToolSpec(
                        REFUSE,
                        "Refuses, where no data can answer: forecasts, causes, changes of data,"
                                + " things that the data does not hold.",
                        refuse().toString()));
    }

    private static ObjectNode query(Known known) {
        var schema = object();
        var fields = schema.putObject("properties");
        list(fields, "measures", "numbers to compute")
                .set("items", names(known.measures().keySet()));
        list(fields, "dimensions", "what to group by")
                .set("items", names(known.dimensions().keySet()));
        var time = object();
        var timeFields = time.putObject("properties");
        var times = known.dimensions().keySet().stream().filter(known::isTime).toList();
        timeFields.set("dimension", names(times));
        var grain = timeFields.putObject("granularity").put("type", STRING);
        Granularity.STANDARD.forEach(grain.putArray("enum")::add);
        dates(timeFields, "dateRange", "first and last day, both included, as YYYY-MM-DD");
        list(timeFields, "compareDateRange", "several such ranges to compare with each other")
                .set("items", list("two days", text()));
        time.putArray("required").add("dimension");
        list(
                        fields,
                        "timeDimensions",
                        "the period, and the granularity for a development over time")
                .set("items", time);
        var filter = object();
        var filterFields = filter.putObject("properties");
        filterFields.putObject("member").put("type", STRING);
        var operators = filterFields.putObject("operator").put("type", STRING).putArray("enum");
        for (var operator : Operator.values()) {
            operators.add(operator.word());
        }
        list(filterFields, "values", "as text, also numbers").set("items", text());
        list(
                        fields,
                        "filters",
                        "conditions, all of which must hold; {\"or\": […]} for alternatives")
                .set("items", filter);
        list(fields, "segments", "named conditions").set("items", names(known.segments().keySet()));
        fields.putObject("order")
                .put("type", "object")
                .put("description", "member to \"asc\" or \"desc\"");
        fields.putObject("limit").put("type", "integer").put("description", "for a top N");
        return schema;
    }

    private static ObjectNode ask() {
        var schema = object();
        var fields = schema.putObject("properties");
        text(fields, "question", "what has to be known, in the language of the user");
        list(fields, "choices", "two to five complete questions that could be meant")
                .set("items", text());
        schema.putArray("required").add("question");
        return schema;
    }

    private static ObjectNode refuse() {
        var schema = object();
        text(schema.putObject("properties"), "reason", "in the language of the user, one sentence");
        schema.putArray("required").add("reason");
        return schema;
    }

    private static ObjectNode names(Collection<String> names) {
        var schema = text();
        if (!names.isEmpty() && names.size() <= MAX_NAMES) {
            names.forEach(schema.putArray("enum")::add);
        }
        return schema;
    }

    private static void dates(ObjectNode fields, String name, String description) {
        list(fields, name, description).set("items", text());
    }

    private static ObjectNode list(ObjectNode fields, String name, String description) {
        return fields.putObject(name).put("type", ARRAY).put("description", description);
    }

    private static ObjectNode list(String description, ObjectNode items) {
        var schema = Json.object().put("type", ARRAY).put("description", description);
        schema.set("items", items);
        return schema;
    }

    private static void text(ObjectNode fields, String name, String description) {
        fields.set(name, text().put("description", description));
    }

    private static ObjectNode text() {
        return Json.object().put("type", STRING);
    }

    private static ObjectNode object() {
        return Json.object().put("type", "object");
    }
}
