package runnel.workflow;

import java.util.List;

/** Steps that are done at the same time: all of them see what the groups before have returned. */
public record Group(List<Step> steps) {
    public Group {
        steps = List.copyOf(steps);
        if (steps.isEmpty()) {
            throw new IllegalArgumentException("a group has steps");
        }
    }

    public static Group of(Step... steps) {
        return new Group(List.of(steps));
    }
}
