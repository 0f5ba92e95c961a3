package runnel.workflow;

import java.util.List;
import runnel.tool.Toolbox;

/**
 * Workflows that are written in Java. One that stands on the class path is found there, as a {@link
 * java.util.ServiceLoader} service.
 */
@FunctionalInterface
public interface WorkflowSource {
    /**
     * @param tools all that there are
     */
    List<Workflow> workflows(Toolbox tools);
}
