package runnel.agent;

import java.util.List;
import runnel.tool.Toolbox;

/**
 * Agents that are written in Java. One that stands on the class path is found there, as a {@link
 * java.util.ServiceLoader} service.
 */
@FunctionalInterface
public interface AgentSource {
    /**
     * @param tools all that there are; {@link Toolbox#only} takes some of them
     */
    List<Agent> agents(Toolbox tools);
}
