package runnel.cube;

import java.io.File;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;
import runnel.cube.jdbc.Databases;
import runnel.testkit.FreePort;

/** A MySQL or MariaDB: one of the machine, started in a folder of its own, or one that runs. */
final class MySqlServer implements AutoCloseable {
    private static final int START_SECONDS = 120;
    private static final List<String> FOLDERS =
            List.of("/usr/sbin", "/usr/bin", "/usr/local/bin", "/opt/homebrew/bin");

    /** Which of the two, and how each makes the files of a new server. */
    enum Kind {
        MYSQL(
                "mysqld",
                List.of("mysqld", "--no-defaults", "--initialize-insecure"),
                List.of("--mysqlx=OFF", "--disable-log-bin")),
        MARIADB(
                "mariadbd",
                List.of("mariadb-install-db", "--no-defaults", "--skip-test-db"),
                List.of("--skip-grant-tables"));

        private final String program;
        private final List<String> install;
        private final List<String> options;

        Kind(String program, List<String> install, List<String> options) {
            this.program = program;
            this.install = install;
            this.options = options;
        }

        boolean isInstalled() {
            return find(program).filter(this::isItself).isPresent()
                    && find(install.getFirst()).isPresent();
        }

        /** MariaDB takes the other's name too. */
        private boolean isItself(String path) {
            try {
                return this == MARIADB || !Path.of(path).toRealPath().endsWith("mariadbd");
            } catch (IOException e) {
                return false;
            }
        }
    }

    private final @Nullable Process process;
    private final String url;

    private MySqlServer(@Nullable Process process, String url) {
        this.process = process;
        this.url = url;
    }

    /** One that runs already, with a database that may be filled. */
    static MySqlServer at(String url) {
        return new MySqlServer(null, url);
    }

    static MySqlServer start(Kind kind, Path folder) throws Exception {
        var log = folder.resolve("server.log").toFile();
        var files =
                List.of(
                        "--datadir=" + folder.resolve("data").toAbsolutePath(),
                        "--user=" + System.getProperty("user.name"));
        var install = run(kind.install, files, log);
        if (!install.waitFor(START_SECONDS, TimeUnit.SECONDS) || install.exitValue() != 0) {
            install.destroyForcibly();
            throw new IOException(Files.readString(log.toPath()));
        }
        var port = FreePort.next();
        var options = new ArrayList<>(files);
        options.addAll(kind.options);
        options.addAll(
                List.of(
                        "--bind-address=127.0.0.1",
                        "--port=" + port,
                        "--socket=" + folder.resolve("socket").toAbsolutePath()));
        var process = run(List.of(kind.program, "--no-defaults"), options, log);
        var server =
                new MySqlServer(process, "jdbc:mysql://127.0.0.1:" + port + "/golden?user=root");
        server.await(log.toPath());
        return server;
    }

    private static Process run(List<String> program, List<String> options, File log)
            throws IOException {
        var command = new ArrayList<>(program);
        command.set(0, find(program.getFirst()).orElseThrow());
        command.addAll(options);
        return new ProcessBuilder(command).redirectErrorStream(true).redirectOutput(log).start();
    }

    private void await(Path log) throws Exception {
        var end = System.nanoTime() + TimeUnit.SECONDS.toNanos(START_SECONDS);
        while (true) {
            try (var connection =
                            DriverManager.getConnection(driverUrl().replace("/golden?", "/?"));
                    var statement = connection.createStatement()) {
                statement.execute(
                        "CREATE DATABASE golden CHARACTER SET utf8mb4 COLLATE utf8mb4_bin");
                return;
            } catch (SQLException e) {
                if (process == null || !process.isAlive() || System.nanoTime() > end) {
                    close();
                    throw new IOException(Files.readString(log), e);
                }
                TimeUnit.MILLISECONDS.sleep(100);
            }
        }
    }

    /** The recorded data in it, and the model over it. */
    Golden golden() throws SQLException {
        try (var connection = connect();
                var statement = connection.createStatement()) {
            statement.execute("SET SESSION sql_mode = 'NO_BACKSLASH_ESCAPES'");
            for (var sql : Golden.seedStatements()) {
                // A timestamp keeps whole seconds there, and changes by itself.
                statement.execute(sql.replaceAll(" TIMESTAMP([,)])", " DATETIME(3)$1"));
            }
        }
        return Golden.on(
                Databases.open(url, Golden.CLOCK), text -> text.replace("bool_or(", "max("));
    }

    Connection connect() throws SQLException {
        return DriverManager.getConnection(driverUrl());
    }

    /** The URL is as a user would write it; one driver speaks to both. */
    private String driverUrl() {
        return url.replaceFirst("^jdbc:mysql:", "jdbc:mariadb:");
    }

    String url() {
        return url;
    }

    private static Optional<String> find(String program) {
        return Arrays.stream((String.join(":", FOLDERS) + ":" + System.getenv("PATH")).split(":"))
                .map(folder -> Path.of(folder, program))
                .filter(Files::isExecutable)
                .map(Path::toString)
                .findFirst();
    }

    @Override
    public void close() throws InterruptedException {
        if (process == null) {
            return;
        }
        process.destroy();
        if (!process.waitFor(20, TimeUnit.SECONDS)) {
            process.destroyForcibly();
        }
    }
}
