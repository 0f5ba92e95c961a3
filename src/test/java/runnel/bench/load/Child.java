package runnel.bench.load;

import java.io.BufferedReader;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import runnel.base.Json;
import runnel.testkit.FreePort;

/** A server that a benchmark starts as a process of its own, and ends. */
public final class Child implements AutoCloseable {
    private static final long PATIENCE_SECONDS = 20;
    private static final int REST_TRIES = 600;

    private final Process process;
    private final InetSocketAddress address;

    private Child(Process process, InetSocketAddress address) {
        this.process = process;
        this.address = address;
    }

    /** The root of the project. */
    public static Path root() {
        return Path.of(System.getProperty("runnel.root", "")).toAbsolutePath();
    }

    /**
     * Runnel, started as people start it, on a data directory of its own; built first where that is
     * due.
     *
     * @param environment settings, by their variables
     */
    public static Child runnel(Path data, Map<String, String> environment) throws IOException {
        var command = new ArrayList<String>();
        Collections.addAll(command, root().resolve("runnel").toString(), "serve", "--quiet");
        Collections.addAll(command, "--data", data.toString());
        var builder =
                new ProcessBuilder(command).redirectError(data.resolve("errors.log").toFile());
        builder.environment().put("RUNNEL_DISCOVER", "false");
        builder.environment().put("RUNNEL_PORT", "0");
        builder.environment().putAll(environment);
        return listening(builder);
    }

    /** A pretended model in a process of its own. */
    public static Child model(Manner manner) throws IOException {
        var java = Path.of(System.getProperty("java.home"), "bin", "java").toString();
        var command =
                new ArrayList<>(
                        List.of(
                                java,
                                "-XX:+UseSerialGC",
                                "-cp",
                                System.getProperty("java.class.path")));
        Collections.addAll(
                command,
                "runnel.bench.FakeModelServer",
                "0",
                String.valueOf(manner.tokens()),
                String.valueOf(manner.tokensPerSecond()),
                String.valueOf(manner.firstMillis()),
                String.valueOf(manner.tokenChars()));
        return listening(
                new ProcessBuilder(command).redirectError(ProcessBuilder.Redirect.INHERIT));
    }

    /** A plain nginx before another server: what it costs to pass bytes on and do nothing else. */
    public static Child nginx(Path directory, InetSocketAddress upstream) throws IOException {
        var port = FreePort.next();
        Files.writeString(
                directory.resolve("nginx.conf"),
                """
                daemon off; worker_processes 1; pid %1$s/nginx.pid; error_log stderr crit;
                events { worker_connections 16384; }
                http {
                  access_log off; client_body_temp_path %1$s; proxy_temp_path %1$s; fastcgi_temp_path %1$s;
                  uwsgi_temp_path %1$s; scgi_temp_path %1$s; tcp_nodelay on;
                  server {
                    listen 127.0.0.1:%2$d backlog=4096;
                    location / { proxy_pass http://127.0.0.1:%3$d; proxy_http_version 1.1; proxy_buffering off; }
                  }
                }
                """
                        .formatted(directory, port, upstream.getPort()));
        var builder =
                new ProcessBuilder(
                        "nginx", "-e", "stderr", "-p", directory.toString(), "-c", "nginx.conf");
        var child =
                new Child(
                        builder.redirectErrorStream(true)
                                .redirectOutput(directory.resolve("nginx.log").toFile())
                                .start(),
                        new InetSocketAddress(InetAddress.getLoopbackAddress(), port));
        child.awaitOpen();
        return child;
    }

    /** Whether there is an nginx on this machine. */
    public static boolean hasNginx() {
        try {
            return new ProcessBuilder("nginx", "-v").redirectErrorStream(true).start().waitFor()
                    == 0;
        } catch (IOException e) {
            return false;
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            return false;
        }
    }

    public InetSocketAddress address() {
        return address;
    }

    public String url() {
        return "http://127.0.0.1:" + address.getPort();
    }

    /**
     * Waits until no answer is being written: answers are, to their end, even when nobody reads
     * them any more.
     */
    public void awaitRest() throws IOException, InterruptedException {
        try (var client = HttpClient.newHttpClient()) {
            var ask = get(url() + "/metrics");
            for (var tries = 0; tries < REST_TRIES; tries++) {
                var metrics = said(client, ask);
                if (metrics.lines()
                        .anyMatch(line ->
                                line.startsWith("runnel_runs_alive") && line.endsWith(" 0.0"))) {
                    return;
                }
                Thread.sleep(100);
            }
        }
        throw new IOException("runs do not end");
    }

    /** Stops all answers that are being written. */
    public void stopRuns() throws IOException, InterruptedException {
        try (var client = HttpClient.newHttpClient()) {
            var api = url() + "/api/v1/";
            var all = Json.parse(said(client, get(api + "conversations"))).path("conversations");
            for (var one : all) {
                if (one.path("running").asBoolean()) {
                    var state = said(client, get(api + "conversations/" + one.path("id").asText()));
                    var run = Json.parse(state).path("active").path("run").asText();
                    said(
                            client,
                            HttpRequest.newBuilder(URI.create(api + "runs/" + run + "/cancel"))
                                    .POST(HttpRequest.BodyPublishers.noBody())
                                    .build());
                }
            }
        }
        awaitRest();
    }

    private static HttpRequest get(String url) {
        return HttpRequest.newBuilder(URI.create(url)).build();
    }

    private static String said(HttpClient client, HttpRequest request)
            throws IOException, InterruptedException {
        return client.send(request, HttpResponse.BodyHandlers.ofString()).body();
    }

    /** The process that measures. */
    public static Program own() {
        return new Program(ProcessHandle.current(), false);
    }

    public Program program() {
        return Program.of(process);
    }

    @Override
    public void close() throws InterruptedException {
        process.destroy();
        if (!process.waitFor(PATIENCE_SECONDS, TimeUnit.SECONDS)) {
            process.destroyForcibly().waitFor();
        }
    }

    /** Servers say where they listen as soon as they do. */
    private static Child listening(ProcessBuilder builder) throws IOException {
        var process = builder.start();
        var lines = new BufferedReader(process.inputReader());
        for (var line = lines.readLine(); line != null; line = lines.readLine()) {
            if (line.startsWith("listening on ")) {
                var port = URI.create(line.substring("listening on ".length())).getPort();
                return new Child(
                        process, new InetSocketAddress(InetAddress.getLoopbackAddress(), port));
            }
        }
        throw new IOException("did not start: " + builder.command());
    }

    private void awaitOpen() throws IOException {
        for (var tries = 0; ; tries++) {
            try (var socket = new java.net.Socket()) {
                socket.connect(address);
                return;
            } catch (IOException e) {
                if (tries == 100 || !process.isAlive()) {
                    throw e;
                }
                java.util.concurrent.locks.LockSupport.parkNanos(50_000_000);
            }
        }
    }
}
