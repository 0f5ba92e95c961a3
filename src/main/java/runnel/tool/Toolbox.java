package runnel.tool;

import java.util.Arrays;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** The tools of an agent, by name, and what it may do with each. Thread-safe. */
public final class Toolbox {
    private static final Pattern ANY = Pattern.compile(".*");

    public static final Toolbox EMPTY = new Toolbox(List.of(), Map.of());

    private final List<Tool> fixed;
    private final List<ToolSource> sources;
    private final Map<String, Permission> permissions;
    private final List<Pattern> offered;

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
        this(fixed, sources, permissions, List.of(ANY));
    }

    private Toolbox(
            List<Tool> fixed,
            List<ToolSource> sources,
            Map<String, Permission> permissions,
            List<Pattern> offered) {
        this.fixed = List.copyOf(fixed);
        this.sources = List.copyOf(sources);
        this.permissions = Map.copyOf(permissions);
        this.offered = List.copyOf(offered);
    }

    /**
     * The same with some of the tools only.
     *
     * @param names of those; a star stands for any characters, and a name need not be there yet
     */
    public Toolbox only(List<String> names) {
        var patterns = names.stream().map(Toolbox::pattern).toList();
        return new Toolbox(fixed, sources, permissions, patterns);
    }

    /** The same with some tools more, which come first. */
    public Toolbox with(List<Tool> more) {
        if (more.isEmpty()) {
            return this;
        }
        return new Toolbox(List.of(), List.of(() -> more, new Offered()), permissions);
    }

    public Optional<Tool> find(String name) {
        return Optional.ofNullable(tools().get(name));
    }

    public Permission permission(Tool tool) {
        return permissions.getOrDefault(
                tool.spec().name(), tool.hasSideEffects() ? Permission.ASK : Permission.ALLOW);
    }

    /** What may be done with it was said by somebody, and does not just follow from its kind. */
    public boolean isSettled(Tool tool) {
        return permissions.containsKey(tool.spec().name());
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

    /**
     * Waits until the tools that are reached for the first time are there, or are known not to be;
     * for so long at most, for each source of them.
     */
    public void awaitReached(long millis) throws InterruptedException {
        for (var source : sources) {
            source.awaitReached(millis);
        }
    }

    /** All that there are, also those that must not be used, with what may be done with each. */
    public Map<Tool, Permission> inventory() {
        var names = new HashSet<String>();
        var all = new LinkedHashMap<Tool, Permission>();
        Stream.concat(fixed.stream(), sources.stream().flatMap(source -> source.tools().stream()))
                .filter(tool -> names.add(tool.spec().name()))
                .forEach(tool -> all.put(tool, permission(tool)));
        return all;
    }

    private void add(Map<String, Tool> tools, Tool tool) {
        var name = tool.spec().name();
        var wanted = offered.stream().anyMatch(pattern -> pattern.matcher(name).matches());
        if (wanted && permission(tool) != Permission.DENY) {
            tools.putIfAbsent(name, tool);
        }
    }

    /** The tools of this box, for another one. */
    private final class Offered implements ToolSource {
        @Override
        public List<Tool> tools() {
            return List.copyOf(Toolbox.this.tools().values());
        }

        @Override
        public void awaitReached(long millis) throws InterruptedException {
            Toolbox.this.awaitReached(millis);
        }
    }

    private static Pattern pattern(String name) {
        return Pattern.compile(
                Arrays.stream(name.split("\\*", -1))
                        .map(Pattern::quote)
                        .collect(Collectors.joining(".*")));
    }
}
