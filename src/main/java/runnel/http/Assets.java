package runnel.http;

import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HashMap;
import java.util.HexFormat;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;
import runnel.base.Lazy;
import runnel.base.Problem;

/**
 * Static files under addresses that contain a hash of their content, so that browsers may keep them
 * for ever.
 *
 * <p>Style sheets and scripts may refer to other files by a relative path that begins with {@code
 * ./}; that becomes the hashed address, and a file's hash covers what it refers to. What a style
 * sheet imports from beside it is put in its place, so that a browser fetches one file for all.
 * That is done when somebody wants the file. Thread-safe.
 */
public final class Assets {
    private static final String PREFIX = "/assets/";
    private static final int HASH_BYTES = 6;
    private final Map<String, Asset> byName = new TreeMap<>();
    private final Map<String, Asset> byAddress = new HashMap<>();

    /** Resources of libraries by name. */
    private final Map<String, Asset> libraries = new HashMap<>();

    private final @Nullable Path directory;

    private Assets(
            Map<String, byte[]> files, Map<String, String> libraries, @Nullable Path directory) {
        this.directory = directory;
        var hashes = new HashMap<String, String>();
        libraries.forEach((name, resource) -> {
            // The resource's path has the version in it.
            var hash = digest(resource.getBytes(StandardCharsets.UTF_8));
            var library = new Asset(name, new Lazy<>(() -> ClassPath.read(resource)), hash);
            hashes.put(name, hash);
            this.libraries.put(name, library);
            byAddress.put(library.address(), library);
        });
        var sources = new HashMap<String, AssetSource>();
        files.forEach((name, bytes) -> sources.put(name, AssetSource.of(name, bytes)));
        var digests = new HashMap<>(hashes);
        sources.forEach((name, source) -> digests.put(name, source.digest()));
        sources.forEach((name, source) -> hashes.put(name, hash(source, sources, digests)));
        sources.forEach((name, source) -> {
            var content = new Lazy<>(() -> source.joined(sources).linked(hashes));
            var asset = new Asset(name, content, Objects.requireNonNull(hashes.get(name)));
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
                        library.send(request, response, false);
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
        return Optional.of(new Asset(name, new Lazy<>(() -> bytes), digest(bytes)));
    }

    /** Hashes a file with all that it refers to, also in circles. */
    private static String hash(
            AssetSource source, Map<String, AssetSource> sources, Map<String, String> digests) {
        var reached = new TreeSet<String>();
        reach(source, sources, reached);
        reached.remove(source.name());
        var all = new StringBuilder(source.digest());
        reached.forEach(other -> all.append(digests.getOrDefault(other, "")));
        return all.length() == source.digest().length()
                ? source.digest()
                : digest(all.toString().getBytes(StandardCharsets.US_ASCII));
    }

    private static void reach(
            AssetSource source, Map<String, AssetSource> sources, Set<String> reached) {
        if (reached.add(source.name())) {
            for (var name : source.references()) {
                var other = sources.get(name);
                if (other == null) {
                    reached.add(name);
                } else {
                    reach(other, sources, reached);
                }
            }
        }
    }

    static String digest(byte[] bytes) {
        try {
            var digest = MessageDigest.getInstance("SHA-256").digest(bytes);
            return HexFormat.of().formatHex(digest, 0, HASH_BYTES);
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException(e);
        }
    }
}
