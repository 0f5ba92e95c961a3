package runnel.agent;

import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import runnel.base.Problem;

/** All agents that can be asked, by name. They may come and go. Thread-safe. */
public interface Agents {
    /** The one that answers where no other is asked for. */
    Agent standard();

    /** All of them, the standard one first. */
    List<Agent> list();

    /** What is wrong with definitions that could not be used; each names its file and line. */
    default List<Problem> faults() {
        return List.of();
    }

    /** The agent of that name; the standard one for empty text. */
    default Optional<Agent> find(String name) {
        return name.isEmpty()
                ? Optional.of(standard())
                : list().stream().filter(agent -> agent.name().equals(name)).findFirst();
    }

    /** Agents that stay what they are. */
    static Agents of(Agent standard, Agent... others) {
        var all = Stream.concat(Stream.of(standard), Arrays.stream(others)).toList();
        return new Agents() {
            @Override
            public Agent standard() {
                return standard;
            }

            @Override
            public List<Agent> list() {
                return all;
            }
        };
    }
}
