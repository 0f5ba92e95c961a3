package runnel.web;

import java.util.List;
import java.util.Optional;
import runnel.agent.Agents;

/**
 * The agents that a viewer can choose from, and the one that is chosen.
 *
 * @param all the standard one first
 * @param chosen its name; the standard one's where none is chosen
 */
public record Choices(List<Choice> all, String chosen) {
    public Choices {
        all = List.copyOf(all);
    }

    /**
     * @param chosen a name; empty, or one that is gone, for the standard one
     */
    static Choices of(Agents agents, String chosen, Viewer viewer) {
        var standard = agents.standard().name();
        var all =
                agents.list().stream()
                        .map(agent -> Choice.of(agent, agent.name().equals(standard), viewer))
                        .toList();
        var known = all.stream().anyMatch(choice -> choice.name().equals(chosen));
        return new Choices(all, known ? chosen : standard);
    }

    /** Whether there is anything to choose. */
    public boolean isChoice() {
        return all.size() > 1;
    }

    /** The chosen agent; empty where the standard one will answer. */
    public Optional<Choice> special() {
        return all.stream()
                .filter(choice -> choice.name().equals(chosen) && !choice.standard())
                .findFirst();
    }

    public boolean isChosen(Choice choice) {
        return choice.name().equals(chosen);
    }

    /** The starters of the chosen agent; empty for those that everybody gets. */
    public List<String> starters() {
        return all.stream()
                .filter(this::isChosen)
                .findFirst()
                .map(Choice::starters)
                .orElse(List.of());
    }
}
