package runnel.web;

import java.util.List;
import runnel.agent.Agent;

/**
 * An agent as people choose it.
 *
 * @param title what it is called, in the viewer's language
 * @param standard whether it answers where no other is chosen
 * @param starters questions to begin with
 */
public record Choice(
        String name, String title, String description, boolean standard, List<String> starters) {
    public Choice {
        starters = List.copyOf(starters);
    }

    static Choice of(Agent agent, boolean standard, Viewer viewer) {
        var language = viewer.messages().language();
        var title = agent.face().title(language);
        var usual = standard ? viewer.text("assistant") : agent.name();
        return new Choice(
                agent.name(),
                title.isEmpty() ? usual : title,
                agent.face().description(language),
                standard,
                agent.face().starters(language));
    }
}
