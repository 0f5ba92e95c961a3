package runnel.cli;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.PrintStream;
import java.net.ServerSocket;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import runnel.Main;
import runnel.app.Config;
import runnel.app.Setting;
import runnel.base.Trees;
import runnel.testkit.TestServer;

/** Contract D: the command line as scripts see it. */
class MainTest {
    @TempDir Path directory;

    private final Map<String, String> environment = new HashMap<>();

    /** What one call of the program said, and how it ended. */
    private record Said(int code, String out, String err) {}

    @Test
    void helpNamesTheCommandsAndEndsWell() {
        for (var language : new String[] {"en_US.UTF-8", "zh_CN.UTF-8"}) {
            environment.put("LANG", language);
            var help = run("--help");
            assertThat(help.code()).isZero();
            assertThat(help.out()).contains("serve", "chat", "backup", "token", "--version");
            assertThat(help.err()).isEmpty();
            for (var command : new String[] {"serve", "chat", "backup", "token"}) {
                var own = run(command, "--help");
                assertThat(own.code()).isZero();
                assertThat(own.out())
                        .contains("runnel " + command)
                        .doesNotContain("runnel." + command);
            }
        }
        assertThat(run("serve", "--help").out()).contains("--port", "--host", "--data", "quiet");
        assertThat(run("chat", "--help").out()).contains("--server", "--user");
    }

    @Test
    void theVersionIsOneLine() {
        var version = run("--version");
        assertThat(version.code()).isZero();
        assertThat(version.out()).matches("runnel \\d+\\.\\d+\\.\\d+\\R");
    }

    @Test
    void whatIsWrongIsSaidWithTheRemedyAndACodeOfItsOwn() throws Exception {
        assertThat(run().code()).isEqualTo(ExitCode.USAGE);
        var unknown = run("fly");
        assertThat(unknown.code()).isEqualTo(ExitCode.USAGE);
        assertThat(unknown.err()).contains("fly");
        var flag = run("serve", "--prot", "1");
        assertThat(flag.code()).isEqualTo(ExitCode.USAGE);
        assertThat(flag.err()).contains("--prot");
        var port = run("serve", "--port", "many", "--data", directory.toString());
        assertThat(port.code()).isEqualTo(ExitCode.FAILED);
        assertThat(port.err()).contains("many", "65535");
        var file = Files.writeString(directory.resolve("file"), "");
        var data = run("serve", "--data", file.toString(), "--no-discover");
        assertThat(data.code()).isEqualTo(ExitCode.FAILED);
        assertThat(data.err()).contains(file.toString(), "--data");
        try (var taken = new ServerSocket(0)) {
            var twice =
                    run(
                            "serve",
                            "--port",
                            "" + taken.getLocalPort(),
                            "--data",
                            directory.toString(),
                            "--no-discover");
            assertThat(twice.code()).isEqualTo(ExitCode.FAILED);
            assertThat(twice.err()).contains("" + taken.getLocalPort(), "--port");
        }
    }

    @Test
    void configurationComesFromFlagsThenTheEnvironmentThenTheFile() throws Exception {
        var home = Files.createDirectories(directory.resolve("home"));
        Files.writeString(home.resolve("runnel.toml"), "port = \"file\"\n");
        assertThat(run("serve", "--data", home.toString()).err()).contains("\"file\"");
        environment.put("RUNNEL_DATA", home.toString());
        assertThat(run("serve").err()).contains("\"file\"");
        environment.put("RUNNEL_PORT", "env");
        assertThat(run("serve").err()).contains("\"env\"");
        assertThat(run("serve", "--port", "flag").err()).contains("\"flag\"");
        Files.writeString(home.resolve("runnel.toml"), "prot = 1\n");
        assertThat(run("serve").err()).contains("prot", "runnel.toml");
    }

    @Test
    void backupAndTokenNeedADataDirectory() throws IOException {
        var nowhere = directory.resolve("nowhere").toString();
        assertThat(run("token", "--data", nowhere).err()).contains(nowhere);
        assertThat(run("backup", "--data", nowhere, directory.resolve("b.db").toString()).code())
                .isEqualTo(ExitCode.FAILED);
        assertThat(Files.exists(directory.resolve("nowhere"))).isFalse();
    }

    @Test
    void nothingIsNoBackup() throws IOException {
        var empty = Files.createDirectories(directory.resolve("empty"));
        var copy = directory.resolve("b.db");
        var said = run("backup", "--data", empty.toString(), copy.toString());
        assertThat(said.code()).isEqualTo(ExitCode.FAILED);
        assertThat(said.err()).contains(empty.toString(), "runnel.db");
        assertThat(empty).isEmptyDirectory();
        assertThat(copy).doesNotExist();
    }

    @Test
    void aBackupHasFilesThatLieOnAnotherDisk() throws Exception {
        var data = directory.resolve("data");
        TestServer.start(data).close();
        var disk = Files.createDirectories(directory.resolve("disk"));
        Files.writeString(disk.resolve("f_1"), "We meet at noon.");
        Trees.delete(data.resolve("files"));
        Files.createSymbolicLink(data.resolve("files"), disk);
        TestServer.start(data).close();
        var copy = directory.resolve("copy.db");
        var said = run("backup", "--data", data.toString(), copy.toString());
        assertThat(said.code()).as(said.err()).isZero();
        assertThat(directory.resolve("copy.db.files").resolve("f_1"))
                .hasContent("We meet at noon.");
    }

    @Test
    void listsAndTablesInTheFileMayBeWrittenAsSuch() throws Exception {
        Files.writeString(
                directory.resolve("runnel.toml"),
                """
                tools_deny = ["web_search", "web_fetch"]
                cube_claims = {groups = ["sales"]}
                undo_seconds = 5
                fsync = true
                """);
        var config = Config.load(Map.of(Setting.DATA, directory.toString()), Map.of());
        assertThat(config.list(Setting.TOOLS_DENY)).containsExactly("web_search", "web_fetch");
        assertThat(config.text(Setting.CUBE_CLAIMS)).isEqualTo("{\"groups\":[\"sales\"]}");
        assertThat(config.number(Setting.UNDO_SECONDS, 0, 10)).isEqualTo(5);
        assertThat(config.flag(Setting.FSYNC)).isTrue();
    }

    @Test
    void aTildeIsHomeOnlyWhereNoNameFollows() {
        var home = Path.of(System.getProperty("user.home"));
        for (var entry :
                Map.of("~", home, "~/x", home.resolve("x"), "~other", Path.of("~other"))
                        .entrySet()) {
            var config = Config.load(Map.of(Setting.DATA, entry.getKey()), Map.of());
            assertThat(config.data()).isEqualTo(entry.getValue().toAbsolutePath());
        }
    }

    @Test
    void aBackupHasTheFilesOfMessagesToo() throws Exception {
        var data = directory.resolve("data");
        try (var server = TestServer.start(data)) {
            var upload =
                    HttpRequest.newBuilder(
                                    URI.create(server.app().url() + "/api/v1/files?name=a.txt"))
                            .POST(HttpRequest.BodyPublishers.ofString("We meet at noon."))
                            .build();
            try (var client = HttpClient.newHttpClient()) {
                client.send(upload, HttpResponse.BodyHandlers.discarding());
            }
            var copy = directory.resolve("copy.db");
            var said = run("backup", "--data", data.toString(), copy.toString());
            assertThat(said.code()).as(said.err()).isZero();
            assertThat(said.out()).contains("copy.db.files", "1 in number");
            try (var files = Files.walk(directory.resolve("copy.db.files"))) {
                assertThat(files.filter(Files::isRegularFile))
                        .singleElement()
                        .satisfies(file -> assertThat(file).hasContent("We meet at noon."));
            }
            var again = run("backup", "--data", data.toString(), copy.toString());
            assertThat(again.code()).isEqualTo(ExitCode.FAILED);
        }
    }

    @Test
    void whatPeopleHaveWrittenIsForTheOwnersEyesOnly() throws Exception {
        assumeTrue(Files.getFileStore(directory).supportsFileAttributeView("posix"));
        var data = directory.resolve("made").resolve("data");
        TestServer.start(data).close();
        assertThat(rights(data)).isEqualTo("rwx------");
        var copy = directory.resolve("copy.db");
        assertThat(run("backup", "--data", data.toString(), copy.toString()).code()).isZero();
        assertThat(rights(copy)).isEqualTo("rw-------");
        var shared = Files.createDirectory(directory.resolve("shared"));
        Files.setPosixFilePermissions(shared, PosixFilePermissions.fromString("rwxr-x---"));
        TestServer.start(shared).close();
        assertThat(rights(shared)).isEqualTo("rwxr-x---");
    }

    private static String rights(Path path) throws IOException {
        return PosixFilePermissions.toString(Files.getPosixFilePermissions(path));
    }

    private Said run(String... arguments) {
        var out = new ByteArrayOutputStream();
        var err = new ByteArrayOutputStream();
        var shell =
                new Shell(
                        new ByteArrayInputStream(new byte[0]),
                        new PrintStream(out, true, StandardCharsets.UTF_8),
                        new PrintStream(err, true, StandardCharsets.UTF_8),
                        environment,
                        Optional.empty());
        var code = Main.run(shell, arguments);
        return new Said(
                code, out.toString(StandardCharsets.UTF_8), err.toString(StandardCharsets.UTF_8));
    }
}
