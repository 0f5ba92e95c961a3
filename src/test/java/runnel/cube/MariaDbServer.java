package runnel.cube;

import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.TimeUnit;

/** A MariaDB of the machine, started in a folder of its own and on a free port. */
final class MariaDbServer implements AutoCloseable {
    private static final int START_SECONDS = 120;
    private static final List<String> FOLDERS =
            List.of("/usr/sbin", "/usr/bin", "/usr/local/bin", "/opt/homebrew/bin");

    private final Process process;
    private final int port;

    private MariaDbServer(Process process, int port) {
        this.process = process;
        this.port = port;
    }

    /** Whether the machine has one; {@code apt-get install mariadb-server} brings it. */
    static boolean isInstalled() {
        return find("mariadbd").isPresent() && find("mariadb-install-db").isPresent();
    }

    static MariaDbServer start(Path folder) throws Exception {
        var data = "--datadir=" + folder.resolve("data").toAbsolutePath();
        var log = folder.resolve("server.log").toFile();
        var user = "--user=" + System.getProperty("user.name");
        var install =
                new ProcessBuilder(
                                find("mariadb-install-db").orElseThrow(),
                                "--no-defaults",
                                data,
                                user,
                                "--skip-test-db")
                        .redirectErrorStream(true)
                        .redirectOutput(log)
                        .start();
        if (!install.waitFor(START_SECONDS, TimeUnit.SECONDS) || install.exitValue() != 0) {
            install.destroyForcibly();
            throw new IOException(Files.readString(log.toPath()));
        }
        var port = freePort();
        var process =
                new ProcessBuilder(
                                find("mariadbd").orElseThrow(),
                                "--no-defaults",
                                data,
                                user,
                                "--skip-grant-tables",
                                "--bind-address=127.0.0.1",
                                "--port=" + port,
                                "--socket=" + folder.resolve("socket").toAbsolutePath(),
                                "--character-set-server=utf8mb4",
                                "--collation-server=utf8mb4_bin")
                        .redirectErrorStream(true)
                        .redirectOutput(log)
                        .start();
        var server = new MariaDbServer(process, port);
        server.await(log.toPath());
        return server;
    }

    private void await(Path log) throws Exception {
        var end = System.nanoTime() + TimeUnit.SECONDS.toNanos(START_SECONDS);
        while (true) {
            try (var connection =
                            DriverManager.getConnection("jdbc:mariadb://127.0.0.1:" + port + "/");
                    var statement = connection.createStatement()) {
                statement.execute("CREATE DATABASE IF NOT EXISTS golden");
                return;
            } catch (SQLException e) {
                if (!process.isAlive() || System.nanoTime() > end) {
                    close();
                    throw new IOException(Files.readString(log), e);
                }
                TimeUnit.MILLISECONDS.sleep(100);
            }
        }
    }

    /** The URL as a user would write it. */
    String url() {
        return "jdbc:mysql://127.0.0.1:" + port + "/golden";
    }

    Connection connect() throws SQLException {
        return DriverManager.getConnection(url().replace("jdbc:mysql:", "jdbc:mariadb:"));
    }

    private static Optional<String> find(String program) {
        return Arrays.stream((String.join(":", FOLDERS) + ":" + System.getenv("PATH")).split(":"))
                .map(folder -> Path.of(folder, program))
                .filter(Files::isExecutable)
                .map(Path::toString)
                .findFirst();
    }

    private static int freePort() throws IOException {
        try (var socket = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            return socket.getLocalPort();
        }
    }

    @Override
    public void close() throws InterruptedException {
        process.destroy();
        if (!process.waitFor(20, TimeUnit.SECONDS)) {
            process.destroyForcibly();
        }
    }
}
