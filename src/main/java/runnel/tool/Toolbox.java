package runnel.tool;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** The tools of an agent, by name, and what it may do with each. Thread-safe. */
public final class Toolbox {
    public static final Toolbox EMPTY = new Toolbox(List.of(), Map.of());

    private final List<Tool> fixed;
    private final List<ToolSource> sources;
    private final Map<String, Permission> permissions;

    /** As the other, with tools that are always there. */
    public Toolbox(List<Tool> tools, Map<String, Permission> permissions) {
        this(tools, List.of(), permissions);
    }

    /**
     * @param fixed tools that are always there; of several with one name, the first counts
     * @param sources of tools that come and go
     * @param permissions by name of the tool; without one, a tool with side effects asks, any other
     *     may be used
     */
    public Toolbox(
            List<Tool> fixed, List<ToolSource> sources, Map<String, Permission> permissions) {
        this.fixed = List.copyOf(fixed);
        this.sources = List.copyOf(sources);
        this.permissions = Map.copyOf(permissions);
    }

    public Optional<Tool> find(String name) {
        return Optional.ofNullable(tools().get(name));
    }

    public Permission permission(Tool tool) {
        return permissions.getOrDefault(
                tool.spec().name(), tool.hasSideEffects() ? Permission.ASK : Permission.ALLOW);
    }

    /** What a model is told about them. */
    public List<ToolSpec> specs() {
        return tools().values().stream().map(Tool::spec).toList();
    }

    public List<String> names() {
        return List.copyOf(tools().keySet());
    }

    public boolean isEmpty() {
        return tools().isEmpty();
    }

    /** Those that may be used, by name. */
    public Map<String, Tool> tools() {
        var tools = new LinkedHashMap<String, Tool>();
        fixed.forEach(tool -> add(tools, tool));
        sources.forEach(source -> source.tools().forEach(tool -> add(tools, tool)));
        return tools;
    }

    private void add(Map<String, Tool> tools, Tool tool) {
        if (permission(tool) != Permission.DENY) {
            tools.putIfAbsent(tool.spec().name(), tool);
        }
    }
}
