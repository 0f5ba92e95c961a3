package runnel.tool;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** The tools of an agent, by name, and what it may do with each. Immutable. */
public final class Toolbox {
    public static final Toolbox EMPTY = new Toolbox(List.of(), Map.of());

    private final Map<String, Tool> tools = new LinkedHashMap<>();
    private final Map<String, Permission> permissions;

    /**
     * @param tools of several with one name, the first counts
     * @param permissions by name of the tool; without one, a tool with side effects asks, any other
     *     may be used
     */
    public Toolbox(List<Tool> tools, Map<String, Permission> permissions) {
        this.permissions = Map.copyOf(permissions);
        for (var tool : tools) {
            if (permission(tool) != Permission.DENY) {
                this.tools.putIfAbsent(tool.spec().name(), tool);
            }
        }
    }

    public Optional<Tool> find(String name) {
        return Optional.ofNullable(tools.get(name));
    }

    public Permission permission(Tool tool) {
        return permissions.getOrDefault(
                tool.spec().name(), tool.hasSideEffects() ? Permission.ASK : Permission.ALLOW);
    }

    /** What a model is told about them. */
    public List<ToolSpec> specs() {
        return tools.values().stream().map(Tool::spec).toList();
    }

    public List<String> names() {
        return List.copyOf(tools.keySet());
    }

    public boolean isEmpty() {
        return tools.isEmpty();
    }
}
