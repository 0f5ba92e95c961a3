package runnel.app;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.ServiceLoader;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import runnel.agent.Agent;
import runnel.agent.Agents;
import runnel.base.Clock;
import runnel.bi.AskData;
import runnel.tool.Toolbox;
import runnel.workflow.Workflow;
import runnel.workflow.WorkflowSource;
import runnel.workflow.Workflows;
import runnel.workflow.yaml.WorkflowFiles;

/** Which workflows there are besides questions about data: those of a program, and in files. */
final class Procedures {
    private Procedures() {}

    /**
     * @param agents whose names no workflow may take
     */
    static Workflows find(Config config, Toolbox tools, Agents agents, Clock clock) {
        var given = new ArrayList<Workflow>();
        for (var source : ServiceLoader.load(WorkflowSource.class)) {
            given.addAll(source.workflows(tools));
        }
        return new WorkflowFiles(directory(config), given, tools, () -> taken(agents), clock);
    }

    private static Set<String> taken(Agents agents) {
        return Stream.concat(Stream.of(AskData.NAME), agents.list().stream().map(Agent::name))
                .collect(Collectors.toSet());
    }

    /** All that a conversation can be with, as people choose it: agents, and workflows behind. */
    static Agents among(Agents agents, Workflows workflows) {
        return new Agents() {
            @Override
            public Agent standard() {
                return agents.standard();
            }

            @Override
            public List<Agent> list() {
                var known = agents.list();
                return Stream.concat(
                                known.stream(),
                                workflows.list().stream()
                                        .map(Procedures::face)
                                        .filter(one -> agents.find(one.name()).isEmpty()))
                        .toList();
            }
        };
    }

    private static Agent face(Workflow workflow) {
        return new Agent(
                workflow.name(),
                workflow.face(),
                "",
                "",
                Toolbox.EMPTY,
                Agent.Team.NONE,
                Agent.Limits.DEFAULT);
    }

    private static Path directory(Config config) {
        var text = config.text(Setting.WORKFLOWS);
        return text.isEmpty() ? config.data().resolve("workflows") : Path.of(text).toAbsolutePath();
    }
}
