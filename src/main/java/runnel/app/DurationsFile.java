package runnel.app;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.TreeMap;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import runnel.base.Json;
import runnel.base.Problem;
import runnel.workflow.Durations;

/** How long steps take, as a small JSON file in the data directory. Thread-safe. */
final class DurationsFile implements Durations.Keeper {
    private static final Logger LOG = LoggerFactory.getLogger(DurationsFile.class);

    private final Path file;

    DurationsFile(Path data) {
        this.file = data.resolve("durations.json");
    }

    @Override
    public Map<String, Double> read() {
        var millis = new LinkedHashMap<String, Double>();
        try {
            if (Files.exists(file)) {
                Json.parse(Files.readString(file))
                        .properties()
                        .forEach(one -> millis.put(one.getKey(), one.getValue().asDouble()));
            }
        } catch (IOException | Problem e) {
            LOG.warn("{} cannot be read: {}", file, e.getMessage());
        }
        return millis;
    }

    @Override
    public void write(Map<String, Double> millis) {
        var fresh = file.resolveSibling(file.getFileName() + ".new");
        try {
            Files.writeString(fresh, Json.write(new TreeMap<>(millis)));
            Files.move(
                    fresh,
                    file,
                    StandardCopyOption.ATOMIC_MOVE,
                    StandardCopyOption.REPLACE_EXISTING);
        } catch (IOException e) {
            LOG.warn("{} cannot be written: {}", file, e.getMessage());
        }
    }
}
