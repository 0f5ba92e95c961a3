package runnel.app;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.ServiceLoader;
import runnel.agent.Agent;
import runnel.agent.AgentSource;
import runnel.agent.Agents;
import runnel.agent.yaml.AgentFiles;
import runnel.base.Clock;
import runnel.tool.Toolbox;

/** Which agents there are: those that come with the server, with a program, and in files. */
final class Staff {
    /** Definitions that come with the server. */
    private static final List<String> BUILT_IN =
            List.of("/agents/researcher.yaml", "/agents/analyst.yaml");

    private Staff() {}

    static Agents find(Config config, Toolbox tools, Clock clock) {
        var given = new ArrayList<Agent>();
        given.add(new Agent("assistant", "", tools, Agent.ROUNDS));
        BUILT_IN.forEach(path -> add(given, AgentFiles.resource(path, tools)));
        for (var source : ServiceLoader.load(AgentSource.class)) {
            source.agents(tools).forEach(agent -> add(given, agent));
        }
        return new AgentFiles(directory(config), given, tools, clock);
    }

    private static Path directory(Config config) {
        var text = config.text(Setting.AGENTS);
        return text.isEmpty() ? config.data().resolve("agents") : Path.of(text).toAbsolutePath();
    }

    /** The later one of a name takes the place of the earlier. */
    private static void add(List<Agent> agents, Agent agent) {
        for (var place = 0; place < agents.size(); place++) {
            if (agents.get(place).name().equals(agent.name())) {
                agents.set(place, agent);
                return;
            }
        }
        agents.add(agent);
    }
}
