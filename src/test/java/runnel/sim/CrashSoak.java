package runnel.sim;

import java.io.IOException;
import java.io.PrintStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.concurrent.CopyOnWriteArrayList;
import runnel.testkit.FakeUpstream;
import runnel.testkit.FreePort;
import runnel.testkit.Http;

/**
 * Kills the server with kill -9 at random moments under live streams, and checks that nothing is
 * lost. Arguments: rounds, seed.
 *
 * <p>Between death and the next start, the log on the disk is compared with what every viewer had
 * on its screen.
 */
public final class CrashSoak implements AutoCloseable {
    private static final int VIEWERS = 20;

    /** The first ones share a conversation, so that questions wait in its mailbox. */
    private static final int SHARING = 4;

    private static final int LIFE_MILLIS = 1_000;

    /**
     * One crash of so many comes as soon as the server listens, the others when streams are under
     * way.
     */
    private static final int EARLY = 5;

    private static final long PATIENCE_MILLIS = 120_000;

    private final Path directory;
    private final Path data;
    private final Random chance;
    private final PrintStream out;
    private final Speech speech = new Speech();
    private final FakeUpstream upstream = new FakeUpstream(speech);
    private final int port;
    private final List<Viewer> viewers = new ArrayList<>();
    private final List<Thread> threads = new ArrayList<>();
    private final List<Throwable> failures = new CopyOnWriteArrayList<>();
    private final LinkedHashSet<String> conversations = new LinkedHashSet<>();

    /**
     * @param directory for the data of the server and for copies of it
     */
    public CrashSoak(Path directory, long seed, PrintStream out) throws IOException {
        this.directory = directory;
        this.data = directory.resolve("data");
        this.chance = new Random(seed);
        this.out = out;
        this.port = FreePort.next();
        for (var i = 0; i < VIEWERS; i++) {
            var conversation = i < SHARING ? "shared" : "c" + i;
            conversations.add(conversation);
            viewers.add(
                    new Viewer(
                            "v" + i,
                            conversation,
                            new Http("http://127.0.0.1:" + port),
                            speech,
                            chance.nextLong()));
        }
    }

    @SuppressWarnings("ClosingStandardOutputStreams")
    public static void main(String[] arguments) throws Exception {
        var rounds = arguments.length > 0 ? Integer.parseInt(arguments[0]) : 200;
        var seed = arguments.length > 1 ? Long.parseLong(arguments[1]) : System.nanoTime();
        System.out.println(rounds + " rounds, seed " + seed);
        var directory = Files.createTempDirectory("runnel-soak");
        try (var soak = new CrashSoak(directory, seed, System.out)) {
            System.out.println(soak.run(rounds));
        }
    }

    /**
     * Runs so many rounds of life and death, then lets everything come to its end.
     *
     * @throws AssertionError when anything was lost, changed or left undone
     */
    public Evidence.Summary run(int rounds) throws IOException, InterruptedException {
        for (var viewer : viewers) {
            threads.add(
                    Thread.ofVirtual()
                            .unstarted(() -> {
                                try {
                                    viewer.run();
                                } catch (Throwable e) {
                                    failures.add(e);
                                }
                            }));
        }
        threads.forEach(Thread::start);
        for (var round = 1; round <= rounds; round++) {
            var life = chance.nextInt(LIFE_MILLIS);
            var early = chance.nextInt(EARLY) == 0;
            var before = frames();
            try (var server = start()) {
                while (!early && frames() < before + VIEWERS) {
                    check(server.isAlive(), "the server died by itself");
                    Thread.sleep(5);
                }
                Thread.sleep(life);
                check(server.isAlive(), "the server died by itself");
                server.kill();
            }
            awaitDisconnected();
            examine(round, life);
        }
        return finish(rounds);
    }

    @Override
    public void close() throws IOException, InterruptedException {
        viewers.forEach(Viewer::finish);
        threads.forEach(Thread::interrupt);
        upstream.close();
    }

    private ServerProcess start() throws IOException {
        return ServerProcess.start(
                data,
                port,
                Map.of(
                        "OPENAI_BASE_URL", upstream.url(),
                        "RUNNEL_MODEL", "echo/echo",
                        "RUNNEL_ECHO_PACE_MILLIS", "5"));
    }

    private long frames() {
        return viewers.stream().mapToLong(Viewer::frames).sum();
    }

    private void examine(int round, int life) throws IOException {
        var evidence = Evidence.of(data, directory.resolve("round-" + round), conversations);
        var seen = 0;
        for (var viewer : viewers) {
            for (var ask : viewer.asks()) {
                evidence.holds(ask);
                seen += ask.reader().text().length();
            }
        }
        evidence.discard();
        check(failures.isEmpty(), failures);
        out.printf(
                "round %d: killed after %d ms; %d characters shown so far, all of them kept%n",
                round, life, seen);
    }

    private Evidence.Summary finish(int rounds) throws IOException, InterruptedException {
        try (var server = start()) {
            viewers.forEach(Viewer::finish);
            cancelSilent();
            for (var thread : threads) {
                check(
                        thread.join(java.time.Duration.ofMillis(PATIENCE_MILLIS)),
                        "a viewer waits for ever");
            }
            check(server.isAlive(), "the server died by itself");
        }
        check(failures.isEmpty(), failures);
        var evidence = Evidence.of(data, directory.resolve("end"), conversations);
        var asks = viewers.stream().flatMap(viewer -> viewer.asks().stream()).toList();
        var summary = evidence.complete(asks);
        evidence.discard();
        var resumes = viewers.stream().mapToInt(Viewer::resumes).sum();
        out.printf("%d rounds, %d streams resumed%n", rounds, resumes);
        return summary;
    }

    /**
     * What never answers is given up after enough crashes; where there were too few, somebody has
     * to stop it.
     */
    private void cancelSilent() throws IOException, InterruptedException {
        var first = viewers.getFirst().asks().getFirst();
        if (first.isAccepted() && !first.isOver()) {
            new Http("http://127.0.0.1:" + port)
                    .method("POST", "/api/v1/runs/" + first.reader().run() + "/cancel", "");
        }
    }

    private void awaitDisconnected() throws InterruptedException {
        var deadline = System.nanoTime() + PATIENCE_MILLIS * 1_000_000;
        while (viewers.stream().anyMatch(Viewer::isConnected)) {
            check(System.nanoTime() < deadline, "a viewer did not notice that the server is gone");
            Thread.sleep(5);
        }
    }

    private static void check(boolean holds, Object otherwise) {
        if (!holds) {
            throw new AssertionError(otherwise);
        }
    }
}
