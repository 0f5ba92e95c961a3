package runnel.workflow.yaml;

import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Set;
import java.util.function.Supplier;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import runnel.base.Clock;
import runnel.base.Definitions;
import runnel.base.Problem;
import runnel.tool.Toolbox;
import runnel.workflow.Workflow;
import runnel.workflow.Workflows;

/**
 * Workflows that were given at the start, and those of a directory's YAML files, which are read
 * anew when they change.
 *
 * <p>A file that cannot be used takes none away: its workflow stays what it was before. A run that
 * is under way goes on as it began. Thread-safe.
 */
public final class WorkflowFiles implements Workflows {
    private static final Logger LOG = LoggerFactory.getLogger(WorkflowFiles.class);

    private final List<Workflow> given;
    private final Definitions<Workflow> files;
    private final Supplier<Set<String>> taken;
    private List<Workflow> workflows;
    private List<Problem> faults = List.of();

    /**
     * @param directory need not exist
     * @param given those that a file of their name may replace
     * @param tools what the files may name
     * @param taken names that no file may take, as others bear them: asked for at each look
     */
    public WorkflowFiles(
            Path directory,
            List<Workflow> given,
            Toolbox tools,
            Supplier<Set<String>> taken,
            Clock clock) {
        this.given = List.copyOf(given);
        this.taken = taken;
        this.files =
                new Definitions<>(
                        "workflow-file", directory, new WorkflowReader(tools)::read, clock);
        this.workflows = this.given;
    }

    @Override
    public synchronized List<Workflow> list() {
        look();
        return workflows;
    }

    @Override
    public synchronized List<Problem> faults() {
        look();
        return faults;
    }

    private void look() {
        if (!files.look()) {
            return;
        }
        var others = new LinkedHashMap<String, String>();
        taken.get().forEach(name -> others.put(name, "Runnel"));
        var merged = files.merged(given, Workflow::name, others, "workflow-twice");
        workflows = merged.list();
        faults = List.copyOf(merged.faults());
        LOG.info("workflows: {}", String.join(", ", merged.all().keySet()));
    }
}
