package runnel.workflow;

import java.util.List;
import java.util.Optional;
import runnel.base.Problem;

/** All workflows that messages may ask for, by name. They may come and go. Thread-safe. */
public interface Workflows {
    Workflows NONE = List::of;

    List<Workflow> list();

    /** What is wrong with definitions that could not be used; each names its place. */
    default List<Problem> faults() {
        return List.of();
    }

    default Optional<Workflow> find(String name) {
        return list().stream().filter(workflow -> workflow.name().equals(name)).findFirst();
    }
}
