package runnel.tool.web.openapi;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.BasicFileAttributes;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import runnel.base.Clock;
import runnel.base.Problem;
import runnel.tool.Tool;
import runnel.tool.ToolSource;
import runnel.tool.web.Web;

/**
 * The operations of all OpenAPI files of a directory, which are read anew when they change. A file
 * that cannot be used is told in the log and takes none of the others down. Thread-safe.
 */
public final class OpenApiTools implements ToolSource {
    /** For so long nobody looks whether the files have changed. */
    static final long REST_MILLIS = 1_000;

    private static final int FILES = 50;
    private static final int FILE_BYTES = 4 << 20;
    private static final Logger LOG = LoggerFactory.getLogger(OpenApiTools.class);

    private final Path directory;
    private final Map<String, String> environment;
    private final Web web;
    private final Clock clock;
    private Map<String, Known> known = Map.of();
    private List<Tool> tools = List.of();
    private long lookedMillis = Long.MIN_VALUE / 2;

    /** What became of one file. */
    private record Known(String stamp, List<Tool> tools) {}

    /**
     * @param directory need not exist
     * @param environment where keys come from
     * @param web reaches the services
     */
    public OpenApiTools(Path directory, Map<String, String> environment, Web web, Clock clock) {
        this.directory = directory;
        this.environment = Map.copyOf(environment);
        this.web = web;
        this.clock = clock;
    }

    @Override
    public synchronized List<Tool> tools() {
        if (clock.millis() - lookedMillis >= REST_MILLIS) {
            lookedMillis = clock.millis();
            look();
        }
        return tools;
    }

    private void look() {
        var fresh = new HashMap<String, Known>();
        var all = new ArrayList<Tool>();
        files().forEach((name, stamp) -> {
            var before = known.get(name);
            var now =
                    before != null && before.stamp().equals(stamp)
                            ? before
                            : new Known(stamp, read(name));
            fresh.put(name, now);
            all.addAll(now.tools());
        });
        known = fresh;
        tools = List.copyOf(all);
    }

    private List<Tool> read(String name) {
        try {
            var file = directory.resolve(name);
            if (Files.size(file) > FILE_BYTES) {
                throw new Problem(
                        Problem.Kind.INVALID, "openapi-file", name, "> " + FILE_BYTES + " bytes");
            }
            var service = OpenApiReader.read(name, Files.readString(file), environment);
            LOG.info("{}: {} tools at {}", name, service.operations().size(), service.address());
            return service.operations().stream()
                    .map(operation -> (Tool) new OperationTool(service, operation, web))
                    .toList();
        } catch (Problem e) {
            LOG.warn("{}", e.getMessage());
        } catch (IOException e) {
            LOG.warn("{} cannot be read: {}", name, e.toString());
        }
        return List.of();
    }

    /** What tells each file from an earlier state of it, by its name. */
    private Map<String, String> files() {
        var stamps = new TreeMap<String, String>();
        if (!Files.isDirectory(directory)) {
            return stamps;
        }
        try (var files = Files.list(directory)) {
            files.filter(file -> file.toString().matches(".*\\.(ya?ml|json)"))
                    .filter(Files::isRegularFile)
                    .sorted()
                    .limit(FILES)
                    .forEach(file -> stamps.put(file.getFileName().toString(), stamp(file)));
        } catch (IOException | UncheckedIOException e) {
            LOG.warn("tools cannot be read from {}: {}", directory, e.toString());
        }
        return stamps;
    }

    private static String stamp(Path file) {
        try {
            var about = Files.readAttributes(file, BasicFileAttributes.class);
            return about.size() + "@" + about.lastModifiedTime();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
