package runnel.testkit;

import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.concurrent.TimeUnit;

/** Packages of npm that tests put the server to. */
public final class Npm {
    private static final int INSTALL_SECONDS = 150;

    private Npm() {}

    /**
     * Installs a package once, in a folder of its own below {@code target}; the test is skipped
     * where that cannot be done.
     *
     * @param version of the package, as {@code @scope/name@1.2.3}
     * @param file of it that is wanted, below {@code node_modules}
     * @return the folder that {@code node_modules} lies in
     */
    public static Path require(String folder, String version, String file)
            throws IOException, InterruptedException {
        assumeTrue(runs("node", "--version"), "node is not installed");
        var home = Path.of("target", folder).toAbsolutePath();
        var wanted = home.resolve("node_modules").resolve(file);
        if (Files.exists(wanted)) {
            return home;
        }
        assumeTrue(runs("npm", "--version"), "npm is not installed");
        Files.createDirectories(home);
        var install =
                new ProcessBuilder(
                                "npm",
                                "install",
                                "--silent",
                                "--no-audit",
                                "--no-fund",
                                "--prefix",
                                home.toString(),
                                version)
                        .redirectErrorStream(true)
                        .redirectOutput(ProcessBuilder.Redirect.DISCARD)
                        .start();
        var done = install.waitFor(INSTALL_SECONDS, TimeUnit.SECONDS);
        install.destroyForcibly();
        assumeTrue(done && Files.exists(wanted), "npm could not install " + version);
        return home;
    }

    private static boolean runs(String... command) throws InterruptedException {
        try {
            var process =
                    new ProcessBuilder(command)
                            .redirectErrorStream(true)
                            .redirectOutput(ProcessBuilder.Redirect.DISCARD)
                            .start();
            return process.waitFor(20, TimeUnit.SECONDS) && process.exitValue() == 0;
        } catch (IOException e) {
            return false;
        }
    }
}
