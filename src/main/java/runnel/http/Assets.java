package runnel.http;

import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HashMap;
import java.util.HexFormat;
import java.util.LinkedHashSet;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.regex.MatchResult;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import runnel.base.Problem;

/**
 * Static files under addresses that contain a hash of their content, so that browsers may keep them
 * for ever.
 *
 * <p>Style sheets and scripts may refer to other files by a relative path that begins with {@code
 * ./}; that becomes the hashed address, and a file's hash covers what it refers to. What a style
 * sheet imports from beside it is put in its place, so that a browser fetches one file for all.
 * Immutable and thread-safe.
 */
public final class Assets {
    private static final String PREFIX = "/assets/";
    private static final int HASH_BYTES = 6;
    private static final Pattern REFERENCE =
            Pattern.compile(
                    "(?<=[\"'(])\\./([A-Za-z0-9_./-]+)(?=[\"')])"
                            + "|(?<=url\\()([A-Za-z0-9_-][A-Za-z0-9_./-]*)(?=\\))");

    private static final Pattern IMPORT =
            Pattern.compile("@import \"\\./([A-Za-z0-9_-]+\\.css)\";\\n");

    private final Map<String, Asset> byName = new TreeMap<>();
    private final Map<String, Asset> byAddress = new HashMap<>();

    /** Resources of libraries, which are read when somebody wants them, by name and by address. */
    private final Map<String, Library> libraries = new HashMap<>();

    private final @Nullable Path directory;

    private Assets(
            Map<String, byte[]> files, Map<String, String> libraries, @Nullable Path directory) {
        this.directory = directory;
        var hashes = new HashMap<String, String>();
        libraries.forEach((name, resource) -> {
            // The resource's path has the version in it.
            var hash = digest(resource.getBytes(StandardCharsets.UTF_8));
            var library = new Library(name, resource, hash);
            hashes.put(name, hash);
            this.libraries.put(name, library);
            this.libraries.put(library.address(), library);
        });
        files.keySet().forEach(name -> hashes.put(name, hash(name, files)));
        files.forEach((name, bytes) -> {
            var asset =
                    new Asset(
                            name,
                            linked(name, joined(name, bytes, files), hashes),
                            Objects.requireNonNull(hashes.get(name)));
            byName.put(name, asset);
            byAddress.put(asset.address(), asset);
        });
    }

    /**
     * @param files contents by name
     */
    static Assets of(Map<String, byte[]> files) {
        return new Assets(files, Map.of(), null);
    }

    /**
     * @param resources class path resources by the names under which they are known, see {@link
     *     ClassPath}
     * @param libraries the same for files that few pages need: they are read at the first request,
     *     and must have their version in their path
     */
    public static Assets load(Map<String, String> resources, Map<String, String> libraries) {
        return new Assets(ClassPath.read(resources), libraries, null);
    }

    /**
     * The same for a developer: what is in the directory comes from there, anew at each request.
     */
    public static Assets develop(
            Map<String, String> resources, Map<String, String> libraries, Path directory) {
        return new Assets(
                ClassPath.read(resources), libraries, directory.toAbsolutePath().normalize());
    }

    /**
     * The path under which a page refers to a file.
     *
     * @throws IllegalArgumentException if there is no such file
     */
    public String url(String name) {
        if (fromDirectory(name).isPresent()) {
            return PREFIX + name;
        }
        var library = libraries.get(name);
        return PREFIX + (library == null ? known(name).address() : library.address());
    }

    public Set<String> names() {
        return Set.copyOf(byName.keySet());
    }

    public void addTo(Routes routes) {
        routes.get(
                PREFIX + "{file...}",
                (request, response) -> {
                    var file = request.param("file");
                    var asset = byAddress.get(file);
                    var library = libraries.get(file);
                    if (asset != null) {
                        asset.send(request, response, true);
                    } else if (library != null) {
                        library.asset().send(request, response, !file.equals(library.name));
                    } else {
                        fromDirectory(file)
                                .orElseThrow(() ->
                                        new Problem(
                                                Problem.Kind.NOT_FOUND,
                                                "path-unknown",
                                                request.path()))
                                .send(request, response, false);
                    }
                });
    }

    /** Serves a file under an address that does not change, such as {@code /favicon.ico}. */
    public Handler at(String name) {
        var asset = known(name);
        return (request, response) ->
                fromDirectory(name).orElse(asset).send(request, response, false);
    }

    private Asset known(String name) {
        var asset = byName.get(name);
        if (asset == null) {
            throw new IllegalArgumentException("no static file " + name);
        }
        return asset;
    }

    private Optional<Asset> fromDirectory(String name) {
        if (directory == null) {
            return Optional.empty();
        }
        var file = directory.resolve(name).normalize();
        if (!file.startsWith(directory) || !Files.isRegularFile(file)) {
            return Optional.empty();
        }
        var bytes = ClassPath.read(file);
        return Optional.of(new Asset(name, bytes, digest(bytes)));
    }

    /** Hashes a file with all that it refers to, also in circles. */
    private static String hash(String name, Map<String, byte[]> files) {
        var reached = new LinkedHashSet<String>();
        reach(name, files, reached);
        var all = new StringBuilder();
        reached.remove(name);
        all.append(digest(Objects.requireNonNull(files.get(name))));
        new TreeSet<>(reached)
                .forEach(other -> all.append(digest(Objects.requireNonNull(files.get(other)))));
        return reached.isEmpty()
                ? all.toString()
                : digest(all.toString().getBytes(StandardCharsets.US_ASCII));
    }

    private static void reach(String name, Map<String, byte[]> files, Set<String> reached) {
        if (reached.add(name) && mayRefer(name)) {
            var references = REFERENCE.matcher(new String(files.get(name), StandardCharsets.UTF_8));
            while (references.find()) {
                var other = resolve(name, path(references));
                if (files.containsKey(other)) {
                    reach(other, files, reached);
                }
            }
        }
    }

    private static byte[] joined(String name, byte[] bytes, Map<String, byte[]> files) {
        if (!name.endsWith(".css")) {
            return bytes;
        }
        return IMPORT.matcher(new String(bytes, StandardCharsets.UTF_8))
                .replaceAll(found -> {
                    var part = files.get(resolve(name, found.group(1)));
                    return Matcher.quoteReplacement(
                            part == null
                                    ? found.group()
                                    : new String(part, StandardCharsets.UTF_8));
                })
                .getBytes(StandardCharsets.UTF_8);
    }

    private static byte[] linked(String name, byte[] bytes, Map<String, String> hashes) {
        if (!mayRefer(name)) {
            return bytes;
        }
        var text = new String(bytes, StandardCharsets.UTF_8);
        return REFERENCE
                .matcher(text)
                .replaceAll(reference -> {
                    var path = path(reference);
                    var hash = hashes.get(resolve(name, path));
                    return Matcher.quoteReplacement(
                            hash == null ? reference.group() : "./" + Asset.address(path, hash));
                })
                .getBytes(StandardCharsets.UTF_8);
    }

    private static String path(MatchResult reference) {
        return reference.group(1) == null ? reference.group(2) : reference.group(1);
    }

    private static boolean mayRefer(String name) {
        return name.endsWith(".css") || name.endsWith(".js") || name.endsWith(".mjs");
    }

    private static String resolve(String from, String relative) {
        return from.substring(0, from.lastIndexOf('/') + 1) + relative;
    }

    private static String digest(byte[] bytes) {
        try {
            var digest = MessageDigest.getInstance("SHA-256").digest(bytes);
            return HexFormat.of().formatHex(digest, 0, HASH_BYTES);
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException(e);
        }
    }

    /** A file of a library, in memory from its first use on. */
    private static final class Library {
        private final String name;
        private final String resource;
        private final String hash;
        private volatile @Nullable Asset asset;

        Library(String name, String resource, String hash) {
            this.name = name;
            this.resource = resource;
            this.hash = hash;
        }

        String address() {
            return Asset.address(name, hash);
        }

        Asset asset() {
            var held = asset;
            if (held == null) {
                held = new Asset(name, ClassPath.read(resource), hash);
                asset = held;
            }
            return held;
        }
    }
}
