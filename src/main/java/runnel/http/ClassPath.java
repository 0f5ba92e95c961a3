package runnel.http;

import java.io.IOException;
import java.io.InputStreamReader;
import java.io.UncheckedIOException;
import java.net.JarURLConnection;
import java.net.URISyntaxException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.Properties;
import java.util.TreeMap;
import java.util.stream.Collectors;
import java.util.zip.ZipEntry;

/** Finds static files on the class path, whether that is folders or jars. */
public final class ClassPath {
    private ClassPath() {}

    /**
     * All files in a folder and below.
     *
     * @return resources by their path within the folder; empty where there is no such folder
     */
    public static Map<String, String> folder(String folder) {
        var url = ClassPath.class.getClassLoader().getResource(folder);
        if (url == null) {
            return Map.of();
        }
        try {
            return url.openConnection() instanceof JarURLConnection jar
                    ? list(jar, folder)
                    : list(Path.of(url.toURI()), folder);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        } catch (URISyntaxException e) {
            throw new IllegalArgumentException(folder, e);
        }
    }

    /**
     * A file of a WebJar, whatever its version.
     *
     * @param path within the package, {@code dist/htmx.min.js}
     * @throws IllegalArgumentException if there is no such WebJar
     */
    public static String webjar(String group, String artifact, String path) {
        var name = "META-INF/maven/" + group + '/' + artifact + "/pom.properties";
        try (var in = ClassPath.class.getClassLoader().getResourceAsStream(name)) {
            if (in == null) {
                throw new IllegalArgumentException("no WebJar " + group + ':' + artifact);
            }
            var properties = new Properties();
            properties.load(new InputStreamReader(in, StandardCharsets.UTF_8));
            return "META-INF/resources/webjars/"
                    + artifact
                    + '/'
                    + properties.getProperty("version")
                    + '/'
                    + path;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    static Map<String, byte[]> read(Map<String, String> resources) {
        var files = new TreeMap<String, byte[]>();
        resources.forEach((name, resource) -> files.put(name, read(resource)));
        return files;
    }

    static byte[] read(Path file) {
        try {
            return Files.readAllBytes(file);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    static byte[] read(String resource) {
        try (var in = ClassPath.class.getClassLoader().getResourceAsStream(resource)) {
            if (in == null) {
                throw new IllegalArgumentException("no resource " + resource);
            }
            return in.readAllBytes();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static Map<String, String> list(JarURLConnection connection, String folder)
            throws IOException {
        connection.setUseCaches(false);
        try (var jar = connection.getJarFile()) {
            return jar.stream()
                    .map(ZipEntry::getName)
                    .filter(name -> name.startsWith(folder + '/') && !name.endsWith("/"))
                    .collect(
                            Collectors.toMap(
                                    name -> name.substring(folder.length() + 1), name -> name));
        }
    }

    private static Map<String, String> list(Path root, String folder) throws IOException {
        try (var files = Files.walk(root)) {
            return files.filter(Files::isRegularFile)
                    .map(file -> root.relativize(file).toString().replace('\\', '/'))
                    .collect(Collectors.toMap(name -> name, name -> folder + '/' + name));
        }
    }
}
