package runnel.tool.documents;

import java.io.BufferedOutputStream;
import java.io.DataInputStream;
import java.io.DataOutputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.concurrent.atomic.AtomicBoolean;
import runnel.base.Json;
import runnel.tool.documents.read.Passage;
import runnel.tool.documents.read.ReaderProgram;
import runnel.tool.documents.read.Unreadable;
import runnel.tool.documents.read.Unreadable.Reason;

/**
 * Reads documents in a process apart, which is started when it is needed and again when a document
 * was its end. Used by one thread.
 */
final class ReaderProcess implements AutoCloseable {
    /** Of an answer, at most: a few times the text that is read of a document. */
    private static final int ANSWER_BYTES = 64 << 20;

    private static final Set<String> LANGUAGE = Set.of("LANG", "LC_ALL", "LC_CTYPE");

    private final Limits limits;
    private final List<String> command;
    private Running running = new Running.None();

    /**
     * @param directory where libraries may keep what they find out about this machine
     */
    ReaderProcess(Limits limits, Path directory) {
        this.limits = limits;
        this.command =
                List.of(
                        Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                        "-Xmx" + limits.heapMegabytes() + "m",
                        "-XX:+UseSerialGC",
                        "-XX:TieredStopAtLevel=1",
                        "-Djava.awt.headless=true",
                        "-Dpdfbox.fontcache=" + directory,
                        "-Dorg.apache.commons.logging.Log=org.apache.commons.logging.impl.NoOpLog",
                        "-cp",
                        System.getProperty("java.class.path"),
                        ReaderProgram.class.getName());
    }

    /** The passages of a document, in order. */
    List<Passage> read(String name, byte[] file) throws Unreadable, IOException {
        var process = running instanceof Running.Alive alive ? alive : start();
        running = process;
        var late = new AtomicBoolean();
        var watch = watch(process, late);
        try {
            return passages(process.ask(name, file));
        } catch (IOException e) {
            close();
            throw new Unreadable(late.get() ? Reason.TOO_SLOW : Reason.MEMORY);
        } finally {
            watch.interrupt();
        }
    }

    @Override
    public void close() {
        if (running instanceof Running.Alive process) {
            process.end();
        }
        running = new Running.None();
    }

    private Running.Alive start() throws IOException {
        var builder = new ProcessBuilder(command).redirectError(ProcessBuilder.Redirect.DISCARD);
        // Keys are none of its business.
        builder.environment().keySet().removeIf(name -> !LANGUAGE.contains(name));
        return new Running.Alive(builder.start());
    }

    private Thread watch(Running.Alive process, AtomicBoolean late) {
        return Thread.ofVirtual()
                .start(() -> {
                    try {
                        Thread.sleep(Duration.ofMillis(limits.readMillis()));
                        late.set(true);
                        process.end();
                    } catch (InterruptedException e) {
                        Thread.currentThread().interrupt();
                    }
                });
    }

    private static List<Passage> passages(String answer) throws Unreadable {
        var tree = Json.parse(answer);
        if (tree.has("problem")) {
            throw new Unreadable(Reason.valueOf(tree.path("problem").asText()));
        }
        var passages = new ArrayList<Passage>();
        tree.path("passages")
                .forEach(passage ->
                        passages.add(
                                new Passage(
                                        passage.path("place").asText(),
                                        passage.path("text").asText())));
        return passages;
    }

    /** The process, if there is one. */
    private sealed interface Running {
        record None() implements Running {}

        /** One that is alive, or was a moment ago. */
        record Alive(Process process) implements Running {
            private String ask(String name, byte[] file) throws IOException {
                // Closed with the process, not before.
                var out = new DataOutputStream(new BufferedOutputStream(process.getOutputStream()));
                var bytes = name.getBytes(StandardCharsets.UTF_8);
                out.writeInt(bytes.length);
                out.write(bytes);
                out.writeInt(file.length);
                out.write(file);
                out.flush();
                var in = new DataInputStream(process.getInputStream());
                var length = in.readInt();
                if (length < 0 || length > ANSWER_BYTES) {
                    throw new IOException("an answer of " + length + " bytes");
                }
                return new String(in.readNBytes(length), StandardCharsets.UTF_8);
            }

            private void end() {
                process.destroyForcibly();
            }
        }
    }
}
