package runnel.project;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * {@code ./runnel} in a project whose tools only note that they were called: what it builds when,
 * and what it says where it cannot.
 */
class LauncherTest {
    private static final int PATIENCE_SECONDS = 60;

    @TempDir Path root;

    private Path app;

    /** What a start has said and how it ended. */
    private record Said(int status, String out, String complaint) {}

    @BeforeEach
    void makeProject() throws IOException {
        app = root.resolve("target/app");
        Files.createDirectories(root.resolve("src/build"));
        Files.createDirectories(root.resolve("src/main"));
        Files.copy(Path.of("src/build/tools.sh"), root.resolve("src/build/tools.sh"));
        Files.copy(Path.of("runnel"), root.resolve("runnel"));
        root.resolve("runnel").toFile().setExecutable(true);
        Files.writeString(root.resolve("pom.xml"), "");
        Files.createDirectories(root.resolve("jdk"));
        Files.writeString(root.resolve("jdk/release"), "JAVA_VERSION=\"25.0.1\"\n");
        program("jdk/bin/javac", "");
        program(
                "jdk/bin/java",
                "case \"$*\" in *CacheOutput*) echo trained >>%1$s/notes;; *-jar*) echo \"$@\";; esac");
        program(
                "path/mvn",
                "[ \"$2\" != -v ] || { echo 'Apache Maven 3.9.9'; exit; }; echo built >>%1$s/notes;"
                        + " sleep 0.3; [ ! -e %1$s/broken ] || { echo 'no such symbol'; exit 1; };"
                        + " mkdir -p %1$s/target/app; echo jar >%1$s/target/app/runnel.jar");
    }

    @Test
    void theFirstStartBuildsAndTheNextOnesOnlyRun() throws Exception {
        var first = run("serve", "--port", "0");
        assertThat(first.status()).as(first.complaint()).isZero();
        assertThat(first.out()).contains("-jar " + app.toRealPath().resolve("runnel.jar"));
        assertThat(first.out().strip()).endsWith("serve --port 0");
        assertThat(first.complaint()).contains("building").doesNotContain("waiting");
        assertThat(run("chat").complaint()).isEmpty();
        assertThat(notes()).containsExactly("built", "trained");
        Files.setLastModifiedTime(
                root.resolve("pom.xml"),
                java.nio.file.attribute.FileTime.from(java.time.Instant.now().plusSeconds(3600)));
        assertThat(run("chat").complaint()).contains("building");
        assertThat(notes()).containsExactly("built", "trained", "built", "trained");
    }

    @Test
    void twoStartsAtOnceBuildOnce() throws Exception {
        var one = start("serve");
        var two = start("serve");
        assertThat(finish(one).status()).isZero();
        assertThat(finish(two).status()).isZero();
        assertThat(notes()).containsExactly("built", "trained");
        assertThat(app.resolve("lock")).doesNotExist();
    }

    @Test
    void aLinkToItStartsTheSame() throws Exception {
        Files.createSymbolicLink(root.resolve("link"), Path.of("runnel"));
        var process = process(root.resolve("link").toString(), "version");
        assertThat(finish(process).out().strip()).endsWith("version");
    }

    @Test
    void whatIsNoLockOfALivingStartIsTakenOver() throws Exception {
        Files.createDirectories(app);
        var lock = app.resolve("lock");
        var stranger = new ProcessBuilder("sleep", "120").start();
        try {
            for (var owner : List.of("2147483646", "" + stranger.pid(), "nonsense")) {
                Files.createSymbolicLink(lock, Path.of(owner));
                Files.deleteIfExists(app.resolve("built"));
                assertThat(run("serve").status()).as(owner).isZero();
            }
        } finally {
            stranger.destroyForcibly();
        }
        Files.createDirectories(lock.resolve("inside"));
        Files.delete(app.resolve("built"));
        assertThat(run("serve").status()).isZero();
        assertThat(lock).doesNotExist();
        assertThat(notes().stream().filter("built"::equals)).hasSize(4);
    }

    @Test
    void whereNothingCanBeWrittenItSaysSoInOneLine() throws Exception {
        Files.writeString(root.resolve("target"), "in the way");
        var said = run("serve");
        assertThat(said.status()).isEqualTo(1);
        assertThat(said.complaint().strip().lines()).hasSize(1);
        assertThat(said.complaint()).contains("cannot be written to");
    }

    @Test
    void aBuildThatFailsIsShownAndNothingIsRun() throws Exception {
        Files.writeString(root.resolve("broken"), "");
        var said = run("serve");
        assertThat(said.status()).isEqualTo(1);
        assertThat(said.out()).isEmpty();
        assertThat(said.complaint()).contains("no such symbol", "the build failed");
        assertThat(app.resolve("lock")).doesNotExist();
        Files.delete(root.resolve("broken"));
        assertThat(run("serve").status()).isZero();
    }

    @Test
    void aHomeThatIsNoJdkIsNamed() throws Exception {
        Files.delete(root.resolve("jdk/release"));
        var said = run("serve");
        assertThat(said.status()).isEqualTo(1);
        assertThat(said.complaint().strip().lines()).hasSize(1);
        assertThat(said.complaint()).contains("is no JDK 25 or newer");
    }

    private void program(String name, String script) throws IOException {
        var file = root.resolve(name);
        Files.createDirectories(file.getParent());
        Files.writeString(file, "#!/bin/sh\n" + script.formatted(root) + "\n");
        file.toFile().setExecutable(true);
    }

    private List<String> notes() throws IOException {
        return Files.readAllLines(root.resolve("notes"));
    }

    private Said run(String... arguments) throws Exception {
        return finish(start(arguments));
    }

    private Process start(String... arguments) throws IOException {
        var command = new ArrayList<>(List.of(root.resolve("runnel").toString()));
        command.addAll(List.of(arguments));
        return process(command.toArray(String[]::new));
    }

    private Process process(String... command) throws IOException {
        var builder = new ProcessBuilder(command);
        builder.environment().put("RUNNEL_JAVA_HOME", root.resolve("jdk").toString());
        builder.environment().remove("RUNNEL_JAVA_OPTS");
        builder.environment().merge("PATH", "", (path, _) -> root.resolve("path") + ":" + path);
        return builder.start();
    }

    private static Said finish(Process process) throws Exception {
        var out = new String(process.getInputStream().readAllBytes(), UTF_8);
        var complaint = new String(process.getErrorStream().readAllBytes(), UTF_8);
        assertThat(process.waitFor(PATIENCE_SECONDS, TimeUnit.SECONDS)).isTrue();
        return new Said(process.exitValue(), out, complaint);
    }
}
