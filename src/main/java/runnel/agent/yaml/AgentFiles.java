package runnel.agent.yaml;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.BasicFileAttributes;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.TreeMap;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import runnel.agent.Agent;
import runnel.agent.Agents;
import runnel.base.Clock;
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
    /** Files that are read, at most. */
    public static final int FILES = 200;

    /** For so long nobody looks whether the files have changed. */
    static final long REST_MILLIS = 1_000;

    private static final Logger LOG = LoggerFactory.getLogger(AgentFiles.class);

    private final Path directory;
    private final List<Agent> given;
    private final AgentReader reader;
    private final Clock clock;
    private Map<String, Known> known = Map.of();
    private List<Agent> agents;
    private List<Problem> faults = List.of();
    private long lookedMillis = Long.MIN_VALUE;

    /** What became of one file. */
    private record Known(String stamp, Optional<Agent> agent, Optional<Problem> fault) {}

    /**
     * @param directory need not exist
     * @param given the standard agent first
     * @param tools what the files may name
     */
    public AgentFiles(Path directory, List<Agent> given, Toolbox tools, Clock clock) {
        this.directory = directory;
        this.given = List.copyOf(given);
        this.reader = new AgentReader(tools);
        this.clock = clock;
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
        var now = clock.millis();
        if (lookedMillis != Long.MIN_VALUE && now - lookedMillis < REST_MILLIS) {
            return;
        }
        lookedMillis = now;
        var fresh = new TreeMap<String, Known>();
        paths().forEach((name, path) -> fresh.put(name, known(name, path)));
        if (!fresh.equals(known)) {
            known = fresh;
            gather();
        }
    }

    private Map<String, Path> paths() {
        var paths = new TreeMap<String, Path>();
        if (!Files.isDirectory(directory)) {
            return paths;
        }
        try (var files = Files.list(directory)) {
            files.filter(file -> file.toString().matches(".*\\.ya?ml") && Files.isRegularFile(file))
                    .limit(FILES)
                    .forEach(file -> paths.put(name(file), file));
        } catch (IOException | UncheckedIOException e) {
            LOG.warn("agents cannot be read from {}: {}", directory, e.toString());
        }
        return paths;
    }

    private String name(Path file) {
        return directory.getFileName() + "/" + file.getFileName();
    }

    private Known known(String name, Path path) {
        var before = Optional.ofNullable(known.get(name));
        var agent = before.flatMap(Known::agent);
        try {
            var attributes = Files.readAttributes(path, BasicFileAttributes.class);
            var stamp = attributes.size() + "@" + attributes.lastModifiedTime();
            if (before.isPresent() && before.get().stamp().equals(stamp)) {
                return before.get();
            }
            return read(name, path, stamp, agent);
        } catch (IOException e) {
            return new Known("", agent, Optional.of(unreadable(name, e)));
        }
    }

    private Known read(String name, Path path, String stamp, Optional<Agent> before) {
        try {
            return new Known(
                    stamp,
                    Optional.of(reader.read(name, Files.readString(path))),
                    Optional.empty());
        } catch (IOException e) {
            return new Known(stamp, before, Optional.of(unreadable(name, e)));
        } catch (Problem e) {
            LOG.warn("{}", e.getMessage());
            return new Known(stamp, before, Optional.of(e));
        }
    }

    private void gather() {
        var all = new LinkedHashMap<String, Agent>();
        given.forEach(agent -> all.put(agent.name(), agent));
        var wrong = new ArrayList<Problem>();
        var files = new LinkedHashMap<String, String>();
        known.forEach((name, file) -> {
            file.fault().ifPresent(wrong::add);
            file.agent()
                    .ifPresent(agent -> {
                        var other = files.putIfAbsent(agent.name(), name);
                        if (other == null) {
                            all.put(agent.name(), agent);
                        } else {
                            wrong.add(
                                    new Problem(
                                            Problem.Kind.INVALID,
                                            "agent-twice",
                                            name + ":1",
                                            agent.name(),
                                            other));
                        }
                    });
        });
        files.forEach((agent, file) ->
                strangers(file, Objects.requireNonNull(all.get(agent)), all, wrong));
        agents = List.copyOf(all.values());
        faults = List.copyOf(wrong);
        LOG.info("agents: {}", String.join(", ", all.keySet()));
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

    private static Problem unreadable(String name, IOException e) {
        return new Problem(Problem.Kind.STORAGE, "agent-file", name + ":1", e.toString())
                .because(e);
    }
}
