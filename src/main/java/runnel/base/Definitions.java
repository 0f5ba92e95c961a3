package runnel.base;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.BasicFileAttributes;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.function.Function;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * What the YAML files of a directory define, read anew when they change.
 *
 * <p>A file that cannot be used keeps what it defined before. Not thread-safe: its owner is.
 */
public final class Definitions<T> {
    /** Files that are read, at most. */
    public static final int FILES = 200;

    /** For so long nobody looks whether the files have changed. */
    static final long REST_MILLIS = 1_000;

    private static final Logger LOG = LoggerFactory.getLogger(Definitions.class);

    private final String unreadable;
    private final Path directory;
    private final Reader<T> reader;
    private final Clock clock;
    private Map<String, Known<T>> known = Map.of();
    private long lookedMillis = Long.MIN_VALUE;

    /** What became of one file. */
    private record Known<T>(String stamp, Optional<T> thing, Optional<Problem> fault) {}

    /** Makes a thing of one file. */
    @FunctionalInterface
    public interface Reader<T> {
        /**
         * @param file its name as messages show it
         * @throws Problem what is wrong, with its place
         */
        T read(String file, String text);
    }

    /**
     * @param unreadable code of the problem that a file cannot be read
     * @param directory need not exist
     */
    public Definitions(String unreadable, Path directory, Reader<T> reader, Clock clock) {
        this.unreadable = unreadable;
        this.directory = directory;
        this.reader = reader;
        this.clock = clock;
    }

    /**
     * Looks whether files have changed, unless that was just done.
     *
     * @return whether they have
     */
    public boolean look() {
        var now = clock.millis();
        if (lookedMillis != Long.MIN_VALUE && now - lookedMillis < REST_MILLIS) {
            return false;
        }
        lookedMillis = now;
        var fresh = new TreeMap<String, Known<T>>();
        paths().forEach((name, path) -> fresh.put(name, known(name, path)));
        var changed = !fresh.equals(known);
        known = fresh;
        return changed;
    }

    /** What is defined, by file. */
    private Map<String, T> found() {
        var found = new LinkedHashMap<String, T>();
        known.forEach((name, file) -> file.thing().ifPresent(thing -> found.put(name, thing)));
        return found;
    }

    /**
     * The things of all files by their names, on top of those that are given; of two files with one
     * name the first counts.
     *
     * @param taken names that no file may take, and who bears them
     * @param twice code of the problem that a name is there already
     */
    public Merged<T> merged(
            List<T> given, Function<T, String> name, Map<String, String> taken, String twice) {
        var all = new LinkedHashMap<String, T>();
        given.forEach(thing -> all.put(name.apply(thing), thing));
        var wrong = new ArrayList<>(faults());
        var places = new LinkedHashMap<>(taken);
        var files = new LinkedHashMap<String, T>();
        found().forEach((file, thing) -> {
            var own = name.apply(thing);
            var other = places.putIfAbsent(own, file);
            if (other == null) {
                all.put(own, thing);
                files.put(file, thing);
            } else {
                wrong.add(new Problem(Problem.Kind.INVALID, twice, file + ":1", own, other));
            }
        });
        return new Merged<>(all, files, wrong);
    }

    /**
     * What there is in the end.
     *
     * @param all by name
     * @param files those of files, by file
     * @param faults what is wrong with files
     */
    public record Merged<T>(Map<String, T> all, Map<String, T> files, List<Problem> faults) {
        public List<T> list() {
            return List.copyOf(all.values());
        }
    }

    /** What is wrong with files. */
    private List<Problem> faults() {
        var faults = new ArrayList<Problem>();
        known.values().forEach(file -> file.fault().ifPresent(faults::add));
        return faults;
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
            LOG.warn("definitions cannot be read from {}: {}", directory, e.toString());
        }
        return paths;
    }

    private String name(Path file) {
        return directory.getFileName() + "/" + file.getFileName();
    }

    private Known<T> known(String name, Path path) {
        var before = Optional.ofNullable(known.get(name));
        var thing = before.flatMap(Known::thing);
        try {
            var attributes = Files.readAttributes(path, BasicFileAttributes.class);
            var stamp = attributes.size() + "@" + attributes.lastModifiedTime();
            if (before.isPresent() && before.get().stamp().equals(stamp)) {
                return before.get();
            }
            return read(name, path, stamp, thing);
        } catch (IOException e) {
            return new Known<>("", thing, Optional.of(unreadable(name, e)));
        }
    }

    private Known<T> read(String name, Path path, String stamp, Optional<T> before) {
        try {
            var text = Files.readString(path);
            return new Known<>(stamp, Optional.of(reader.read(name, text)), Optional.empty());
        } catch (IOException e) {
            return new Known<>(stamp, before, Optional.of(unreadable(name, e)));
        } catch (Problem e) {
            LOG.warn("{}", e.getMessage());
            return new Known<>(stamp, before, Optional.of(e));
        }
    }

    private Problem unreadable(String name, IOException e) {
        return new Problem(Problem.Kind.STORAGE, unreadable, name + ":1", e.toString()).because(e);
    }
}
