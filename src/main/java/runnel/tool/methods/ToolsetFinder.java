package runnel.tool.methods;

import java.io.IOException;
import java.net.MalformedURLException;
import java.net.URL;
import java.net.URLClassLoader;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.ServiceConfigurationError;
import java.util.ServiceLoader;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import runnel.base.Problem;
import runnel.tool.Tool;

/** Finds toolsets on the class path and in the jars of a directory. */
public final class ToolsetFinder {
    private static final Logger LOG = LoggerFactory.getLogger(ToolsetFinder.class);

    private ToolsetFinder() {}

    /**
     * The tools of all toolsets that there are. One that cannot be used is told in the log, and the
     * others are there.
     *
     * @param directory its jars are looked through; need not exist
     */
    public static List<Tool> tools(Path directory) {
        var tools = new ArrayList<Tool>();
        var found = ServiceLoader.load(Toolset.class, loader(directory)).iterator();
        while (true) {
            try {
                if (!found.hasNext()) {
                    return tools;
                }
                tools.addAll(MethodTool.of(found.next()));
            } catch (ServiceConfigurationError | Problem e) {
                LOG.warn("a toolset cannot be used: {}", e.getMessage());
            }
        }
    }

    // Never closed: the tools live as long as the server.
    private static ClassLoader loader(Path directory) {
        var parent = ToolsetFinder.class.getClassLoader();
        var jars = new ArrayList<URL>();
        if (Files.isDirectory(directory)) {
            try (var files = Files.newDirectoryStream(directory, "*.jar")) {
                for (var jar : files) {
                    jars.add(url(jar));
                }
            } catch (IOException e) {
                LOG.warn("toolsets cannot be read from {}: {}", directory, e.toString());
            }
        }
        return jars.isEmpty()
                ? parent
                : new URLClassLoader("tools", jars.toArray(URL[]::new), parent);
    }

    private static URL url(Path jar) throws IOException {
        try {
            return jar.toUri().toURL();
        } catch (MalformedURLException e) {
            throw new IOException(e);
        }
    }
}
