package runnel.agent.yaml;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import runnel.agent.Agent;
import runnel.agent.Agents;
import runnel.base.Clock;
import runnel.base.Definitions;
import runnel.base.Problem;
import runnel.tool.Toolbox;

/**
 * Agents that were given at the start, and those of a directory's YAML files, which are read anew
 * when they change.
 *
 * <p>A file that cannot be used takes nobody down: the agent stays what it was before, and all
 * others are there. A file may redefine an agent that was given, even the standard one.
 * Thread-safe.
 */
public final class AgentFiles implements Agents {
    private static final Logger LOG = LoggerFactory.getLogger(AgentFiles.class);

    private final List<Agent> given;
    private final Definitions<Agent> files;
    private List<Agent> agents;
    private List<Problem> faults = List.of();

    /**
     * @param directory need not exist
     * @param given the standard agent first
     * @param tools what the files may name
     */
    public AgentFiles(Path directory, List<Agent> given, Toolbox tools, Clock clock) {
        this.given = List.copyOf(given);
        this.files =
                new Definitions<>("agent-file", directory, new AgentReader(tools)::read, clock);
        this.agents = this.given;
    }

    /** Reads a definition that comes with a program, from its class path. */
    public static Agent resource(String path, Toolbox tools) {
        try (var in = Objects.requireNonNull(AgentFiles.class.getResourceAsStream(path), path)) {
            var text = new String(in.readAllBytes(), StandardCharsets.UTF_8);
            return new AgentReader(tools).read(path, text);
        } catch (IOException e) {
            throw new UncheckedIOException(path, e);
        }
    }

    @Override
    public Agent standard() {
        return list().getFirst();
    }

    @Override
    public synchronized List<Agent> list() {
        look();
        return agents;
    }

    @Override
    public synchronized List<Problem> faults() {
        look();
        return faults;
    }

    private void look() {
        if (files.look()) {
            gather();
        }
    }

    private void gather() {
        var merged = files.merged(given, Agent::name, Map.of(), "agent-twice");
        var wrong = new ArrayList<>(merged.faults());
        merged.files().forEach((file, agent) -> strangers(file, agent, merged.all(), wrong));
        agents = merged.list();
        faults = List.copyOf(wrong);
        LOG.info("agents: {}", String.join(", ", merged.all().keySet()));
    }

    /** Names of agents that nobody has: no reason to do without the one that mentions them. */
    private static void strangers(
            String file, Agent agent, Map<String, Agent> all, List<Problem> wrong) {
        for (var names : List.of(agent.team().helpers(), agent.team().successors())) {
            for (var other : names) {
                if (!all.containsKey(other)) {
                    wrong.add(
                            new Problem(
                                    Problem.Kind.INVALID, "agent-stranger", file + ":1", other));
                }
            }
        }
    }
}
