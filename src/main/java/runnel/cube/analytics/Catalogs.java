package runnel.cube.analytics;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Executor;
import java.util.concurrent.atomic.AtomicBoolean;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import runnel.base.Clock;
import runnel.base.Messages;
import runnel.base.Problem;
import runnel.cube.Catalog;
import runnel.cube.Finding;
import runnel.cube.yaml.ModelFile;
import runnel.cube.yaml.ModelReader;
import runnel.cube.yaml.ModelWatch;

/**
 * The data model of a directory, kept up to date while it is edited. Thread-safe.
 *
 * <p>Edits are noticed when the model is used. They are compiled beside the model that serves; a
 * file with errors keeps its last good version in service while all others move on.
 */
public final class Catalogs implements Models {
    /** How often the directory is looked at. */
    public static final long LOOK_MILLIS = 1_000;

    private static final Logger LOG = LoggerFactory.getLogger(Catalogs.class);

    private final Path directory;
    private final Clock clock;
    private final Executor background;
    private final ModelWatch watch;
    private final AtomicBoolean looking = new AtomicBoolean();
    private final Map<String, ModelFile> good = new HashMap<>();
    private volatile long looked;
    private volatile State state;

    /** The model that serves, and what the compiler found in the newest files. */
    private record State(Catalog serving, List<Finding> findings) {}

    private Catalogs(Path directory, Clock clock, Executor background) {
        this.directory = directory;
        this.clock = clock;
        this.background = background;
        this.watch = new ModelWatch(directory);
        this.state = compile(watch.read());
        this.looked = clock.nanos();
    }

    /**
     * Compiles the models below a directory. Errors do not keep the rest from serving.
     *
     * @param background runs later compilations
     * @throws Problem {@code model-directory} when there is no such directory
     */
    public static Catalogs load(Path directory, Clock clock, Executor background) {
        return new Catalogs(directory, clock, background);
    }

    /** The model in force. */
    @Override
    public Catalog catalog() {
        if (clock.nanos() - looked > LOOK_MILLIS * 1_000_000
                && looking.compareAndSet(false, true)) {
            background.execute(() -> {
                try {
                    refresh();
                } catch (Problem e) {
                    LOG.warn("{}", e.getMessage());
                } finally {
                    looking.set(false);
                }
            });
        }
        return state.serving();
    }

    @Override
    public List<Finding> findings() {
        return state.findings();
    }

    public Path directory() {
        return directory;
    }

    /** Looks at the directory now, and compiles what changed. */
    public synchronized void refresh() {
        looked = clock.nanos();
        if (watch.changed()) {
            state = compile(watch.read());
            var english = Messages.of("en");
            state.findings().stream()
                    .filter(Finding::isError)
                    .forEach(error -> LOG.warn("{}", error.line(english)));
        }
    }

    private State compile(List<ModelFile> files) {
        var newest = ModelReader.compile(files);
        var broken =
                newest.findings().stream()
                        .filter(Finding::isError)
                        .map(finding -> finding.place().file())
                        .toList();
        if (!broken.isEmpty() && good.keySet().stream().anyMatch(broken::contains)) {
            var mixed = new ArrayList<ModelFile>();
            files.forEach(file ->
                    mixed.add(
                            broken.contains(file.path())
                                    ? good.getOrDefault(file.path(), file)
                                    : file));
            var older = ModelReader.compile(mixed);
            // Where even the mixture has errors the model that served before goes on.
            return new State(older.hasErrors() ? state.serving() : older, newest.findings());
        }
        good.clear();
        files.stream()
                .filter(file -> !broken.contains(file.path()))
                .forEach(file -> good.put(file.path(), file));
        return new State(newest, newest.findings());
    }
}
