package runnel.workflow.yaml;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Predicate;
import runnel.agent.Agent;
import runnel.agent.Face;
import runnel.base.Section;
import runnel.tool.Toolbox;
import runnel.workflow.AgentTask;
import runnel.workflow.AgentTask.Worker;
import runnel.workflow.Condition;
import runnel.workflow.Condition.Comparison;
import runnel.workflow.Group;
import runnel.workflow.Outputs;
import runnel.workflow.Step;
import runnel.workflow.Template;
import runnel.workflow.TextTask;
import runnel.workflow.ToolTask;
import runnel.workflow.Workflow;

/** Makes a workflow of one YAML text. */
final class WorkflowReader {
    /** Steps of one workflow, those at the same time included. */
    static final int STEPS = 50;

    /** Times that a step is tried, at most. */
    static final int ATTEMPTS = 10;

    /** The step that says the answer, where the last one does not. */
    static final String ANSWER = "answer";

    private static final Section.Codes CODES =
            new Section.Codes(
                    "workflow-file",
                    "workflow-type",
                    "workflow-key",
                    "workflow-key-twice",
                    "workflow-key-missing");
    private static final String PARALLEL = "parallel";
    private static final Set<String> KEYS =
            Section.keys("name", "title", "description", "starters", "steps", ANSWER);
    private static final Set<String> STEP_KEYS =
            Section.keys(
                    PARALLEL,
                    "name",
                    "when",
                    "attempts",
                    "task",
                    "agent",
                    "instruction",
                    "model",
                    "tools",
                    "tool",
                    "arguments",
                    "text");
    private static final Set<String> KINDS = Section.keys("task", "tool", "text");
    private static final Set<String> CONDITION_KEYS =
            Section.keys("value", "is", "is_not", "contains", "lacks", "above", "below");

    private final Toolbox tools;

    /**
     * @param tools all that there are
     */
    WorkflowReader(Toolbox tools) {
        this.tools = tools;
    }

    /**
     * @param file its name as messages show it
     * @throws runnel.base.Problem what is wrong, with file, line and column
     */
    Workflow read(String file, String text) {
        var keys = Section.read(CODES, file, text, KEYS, "steps");
        var name = keys.name("workflow-name");
        var groups = groups(keys);
        var face =
                new Face(
                        keys.spoken("title"),
                        keys.spoken("description"),
                        keys.spokenLists("starters"));
        return new Workflow(name, face, groups);
    }

    private List<Group> groups(Section keys) {
        var known = new LinkedHashSet<>(List.of(Template.MESSAGE));
        var groups = new ArrayList<Group>();
        var says = "";
        for (var item : keys.sections("steps", STEP_KEYS)) {
            var steps = new ArrayList<Step>();
            var names = new LinkedHashSet<String>();
            for (var one : together(item)) {
                var step = step(one, known);
                if (known.contains(step.name()) || !names.add(step.name())) {
                    throw one.problem("name", "workflow-step-twice", step.name());
                }
                steps.add(step);
                says = one.has("text") ? "" : step.name();
            }
            known.addAll(names);
            groups.add(new Group(steps));
        }
        if (groups.isEmpty()) {
            throw keys.missing("steps");
        }
        if (keys.has(ANSWER) || !says.isEmpty()) {
            groups.add(Group.of(answer(keys, says, known)));
        }
        if (known.size() - 1 > STEPS) {
            throw keys.problem("steps", "workflow-steps", STEPS);
        }
        return groups;
    }

    private static List<Section> together(Section item) {
        if (!item.has(PARALLEL)) {
            return List.of(item);
        }
        var others = item.one(key -> !key.equals(PARALLEL));
        if (others.isPresent()) {
            throw item.problem(others.get(), "workflow-together", others.get());
        }
        return item.sections(PARALLEL, STEP_KEYS);
    }

    private static Step answer(Section keys, String last, Set<String> known) {
        if (known.contains(ANSWER)) {
            throw keys.problem("steps", "workflow-step-twice", ANSWER);
        }
        var template =
                keys.has(ANSWER)
                        ? template(keys, ANSWER, known)
                        : new Template("{{%s}}".formatted(last));
        return Step.of(ANSWER, new TextTask(template));
    }

    private Step step(Section keys, Set<String> known) {
        var name = keys.required("name");
        if (!Section.isName(name)) {
            throw keys.problem("name", "workflow-name", name);
        }
        var attempts = (int) keys.number("attempts", 1, ATTEMPTS);
        return Step.of(name, task(keys, name, known))
                .when(condition(keys, known))
                .trying(Math.max(1, attempts));
    }

    private Step.Task task(Section keys, String name, Set<String> known) {
        var kind =
                keys.one(KINDS::contains)
                        .orElseThrow(() ->
                                keys.problem("", "workflow-kind", name, String.join(", ", KINDS)));
        var allowed =
                switch (kind) {
                    case "task" ->
                            keys.has("agent")
                                    ? Set.of("agent", "instruction")
                                    : Set.of("instruction", "model", "tools");
                    case "tool" -> Set.of("arguments");
                    default -> Set.<String>of();
                };
        var stray =
                keys.one(key ->
                        !Set.of("name", "when", "attempts", kind).contains(key)
                                && !allowed.contains(key));
        if (stray.isPresent()) {
            throw keys.problem(stray.get(), "workflow-stray", stray.get(), kind);
        }
        return switch (kind) {
            case "task" -> new AgentTask(name, worker(keys, name), template(keys, kind, known));
            case "tool" -> new ToolTask(tools, keys.required(kind), arguments(keys, known));
            default -> new TextTask(template(keys, kind, known));
        };
    }

    private Worker worker(Section keys, String name) {
        if (keys.has("agent")) {
            return new Worker.Known(keys.required("agent"), keys.text("instruction").orElse(""));
        }
        return new Worker.Own(
                new Agent(
                        name,
                        Face.NONE,
                        keys.text("instruction").orElse("").strip(),
                        keys.text("model").orElse(""),
                        tools.only(keys.texts("tools")),
                        Agent.Team.NONE,
                        Agent.Limits.DEFAULT));
    }

    private static Map<String, Template> arguments(Section keys, Set<String> known) {
        var arguments = new LinkedHashMap<String, Template>();
        keys.named("arguments")
                .forEach((name, text) ->
                        arguments.put(name, checked(keys, "arguments", text, known)));
        return arguments;
    }

    private static Predicate<Outputs> condition(Section keys, Set<String> known) {
        if (!keys.has("when")) {
            return outputs -> true;
        }
        if (keys.isText("when")) {
            return new Condition(template(keys, "when", known), Comparison.THERE, new Template(""));
        }
        var said = keys.section("when", CONDITION_KEYS).orElseThrow();
        said.required("value");
        var word = said.one(key -> !key.equals("value"));
        if (word.isEmpty()) {
            return new Condition(
                    template(said, "value", known), Comparison.THERE, new Template(""));
        }
        var second = said.one(key -> !Set.of("value", word.get()).contains(key));
        if (second.isPresent()) {
            throw said.problem(second.get(), "workflow-condition", second.get());
        }
        return new Condition(
                template(said, "value", known),
                Comparison.of(word.get()).orElseThrow(),
                template(said, word.get(), known));
    }

    private static Template template(Section keys, String key, Set<String> known) {
        return checked(keys, key, keys.text(key).orElse(""), known);
    }

    private static Template checked(Section keys, String key, String text, Set<String> known) {
        var template = new Template(text);
        template.stray()
                .ifPresent(place -> {
                    throw keys.problem(key, "workflow-template", place);
                });
        for (var name : template.names()) {
            if (!known.contains(name)) {
                throw keys.problem(key, "workflow-reference", name, String.join(", ", known));
            }
        }
        return template;
    }
}
