package runnel.workflow;

import java.util.List;

/**
 * Steps that answer a message one after another.
 *
 * <p>What a step returns is kept in the conversation's log before the next one begins: after a
 * crash the run goes on at the first step that had not finished.
 *
 * @param name by which a message asks for it, as it does for an agent
 */
public record Workflow(String name, List<Step> steps) {
    public Workflow {
        steps = List.copyOf(steps);
        if (steps.isEmpty() || steps.stream().map(Step::name).distinct().count() < steps.size()) {
            throw new IllegalArgumentException("a workflow has steps, each with a name of its own");
        }
    }
}
