package runnel.workflow;

import java.util.List;
import runnel.agent.Face;

/**
 * Steps that answer a message, one group after another.
 *
 * <p>What a step returns is kept in the conversation's log before the next one begins: after a
 * crash the run goes on at the first step that had not finished.
 *
 * @param name by which a message asks for it, as it does for an agent
 * @param face what people see of it
 */
public record Workflow(String name, Face face, List<Group> groups) {
    public Workflow {
        groups = List.copyOf(groups);
        var names = names(groups);
        if (names.isEmpty() || names.stream().distinct().count() < names.size()) {
            throw new IllegalArgumentException("a workflow has steps, each with a name of its own");
        }
    }

    /** Steps one after another. */
    public Workflow(String name, List<Step> steps) {
        this(name, Face.NONE, steps.stream().map(Group::of).toList());
    }

    /** All steps, in their order. */
    public List<Step> steps() {
        return groups.stream().flatMap(group -> group.steps().stream()).toList();
    }

    private static List<String> names(List<Group> groups) {
        return groups.stream().flatMap(group -> group.steps().stream()).map(Step::name).toList();
    }
}
