package runnel.wire;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import com.fasterxml.jackson.databind.JsonNode;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import runnel.app.Setting;
import runnel.base.Json;
import runnel.base.Problem;
import runnel.cli.ExitCode;
import runnel.testkit.Await;
import runnel.testkit.Disk;
import runnel.testkit.Http;
import runnel.testkit.NativeReader;
import runnel.testkit.Program;
import runnel.testkit.SseClient;
import runnel.testkit.TestServer;

/**
 * A disk that is full, or cannot be written any more, while people read and write: everybody is
 * told, nothing that was acknowledged is lost, all of it can be read, and where the disk works
 * again the server goes on. With real disks, where this process may mount some.
 */
class DiskTest {
    private static final Map<Setting, String> SLOWLY = Map.of(Setting.ECHO_PACE_MILLIS, "20");
    private static final int DISK_MEGABYTES = 24;
    private static final String LONG =
            IntStream.range(0, 150).mapToObj(String::valueOf).collect(Collectors.joining(" "));

    @TempDir Path directory;

    private Path place;

    @BeforeEach
    void place() throws Exception {
        place = Files.createDirectory(directory.resolve("disk"));
    }

    @Test
    void aFullDiskIsToldToEverybodyAndWhenThereIsSpaceAgainTheServerGoesOn() throws Exception {
        try (var disk = needed(Disk.memory(place, DISK_MEGABYTES));
                var server = TestServer.start(place.resolve("data"), SLOWLY)) {
            var http = server.http();
            new NativeReader().read(http.say("before", "kept"));
            try (var stream = http.say("talk", LONG)) {
                var page = http.whole("/live?conversation=talk&after=0", "");
                var pages = http.whole("/live?follow=talk@0,before@0", "");
                var link = http.method("PUT", "/api/v1/conversations/talk/share", "").json();
                var guest =
                        http.whole(
                                link.path("path").asText() + "/live?after=0",
                                "",
                                "Accept-Language",
                                "zh-CN");
                var items = http.whole("/stream/talk", "");
                var user = http.whole("/stream?username=Ann&query=" + Http.encode(LONG), "");
                var shell = CompletableFuture.supplyAsync(() -> chat(http, LONG));
                var reader = new NativeReader().readChars(stream, 120);
                Await.until("the terminal has asked too", () -> conversations(http) == 4);
                disk.fill();
                reader.read(stream);
                assertThat(reader.names()).endsWith("problem").doesNotContain("run-end");
                assertThat(stream.retryMillis()).hasValue(5_000);
                assertThat(heard(page)).contains("event: trouble", "The disk is full");
                assertThat(heard(pages)).contains("event: trouble", "The disk is full");
                assertThat(heard(guest)).contains("event: trouble", "磁盘已满");
                assertThat(heard(items)).contains("<p class=\"problem\">The disk is full");
                assertThat(heard(user)).endsWith("The disk is full: nothing can be kept\"}\n\n");

                refused(http, "storage-full");
                // What was shown can be read.
                var shown = state(http, "talk").path("messages").get(1);
                assertThat(text(shown)).startsWith(reader.text());
                assertThat(state(http, "before").path("messages")).hasSize(2);

                disk.free();
                var whole = new NativeReader();
                try (var again = resumed(http, reader)) {
                    whole.read(again);
                }
                assertThat(whole.outcome()).isEqualTo("done");
                assertThat(reader.text() + whole.text()).endsWith(LONG);
                var terminal = shell.get(60, TimeUnit.SECONDS);
                assertThat(terminal.exit()).as(terminal.err()).isZero();
                assertThat(terminal.err()).contains("The disk is full");
                assertThat(terminal.out()).endsWith(LONG + "\n");
            }
            goesOn(server);
        }
    }

    @Test
    void aDiskThatFailsIsToldAndWhatWasShownIsThereWhenItIsRepaired() throws Exception {
        // What a failing disk has not been made to write it forgets, as when power is lost.
        var careful = Map.of(Setting.ECHO_PACE_MILLIS, "20", Setting.FSYNC, "true");
        try (var disk = needed(Disk.fallible(place, directory.resolve("image"), DISK_MEGABYTES));
                var server = TestServer.start(place.resolve("data"), careful)) {
            var http = server.http();
            new NativeReader().read(http.say("before", "kept"));
            var reader = new NativeReader();
            try (var stream = http.say("talk", LONG)) {
                reader.readChars(stream, 120);
                disk.fail();
                reader.read(stream);
            }
            assertThat(reader.names()).endsWith("problem").doesNotContain("run-end");
            refused(http, "storage-read-only");
            assertThat(text(state(http, "talk").path("messages").get(1))).startsWith(reader.text());
            server.close();
            disk.repair();
            server.restart();
            var whole = new NativeReader();
            try (var again = resumed(server.http(), reader)) {
                whole.read(again);
            }
            assertThat(reader.text() + whole.text()).endsWith(LONG);
            goesOn(server);
        }
    }

    @Test
    void aDirectoryThatCannotBeWrittenIsNamedAtTheStart() throws Exception {
        try (var disk = needed(Disk.memory(place, DISK_MEGABYTES))) {
            var data = place.resolve("data");
            try (var server = TestServer.start(data)) {
                new NativeReader().read(server.http().say("before", "kept"));
            }
            assumeTrue(disk.protect(), "this system does not write-protect a disk");
            for (var where : List.of(data, place.resolve("other"))) {
                assertThatThrownBy(() -> TestServer.start(where).close())
                        .isInstanceOfSatisfying(
                                Problem.class,
                                problem -> {
                                    assertThat(problem.code()).isEqualTo("data-directory");
                                    assertThat(problem.getMessage()).contains(where.toString());
                                });
            }
        }
    }

    @Test
    void aBackupThatFindsNoSpaceSaysSoAndLeavesNoHalfOfOne() throws Exception {
        try (var disk = needed(Disk.memory(place, DISK_MEGABYTES));
                var server = TestServer.start(directory.resolve("data"))) {
            new NativeReader().read(server.http().say("before", "kept"));
            var upload =
                    server.http().method("POST", "/api/v1/files?name=a.txt", "We meet at noon.");
            assertThat(upload.status()).as(upload.body()).isEqualTo(201);
            var copy = place.resolve("copy.db");
            String[] backup = {"backup", "--data", directory.resolve("data") + "", copy + ""};
            disk.fill();
            var failed = Program.with().run(backup);
            assertThat(failed.exit()).isEqualTo(ExitCode.FAILED);
            assertThat(failed.err()).contains("The disk is full");
            assertThat(copy).doesNotExist();
            disk.free();
            assertThat(Program.with().run(backup).exit()).isZero();
            // Who names it again keeps it.
            var again = Program.with().run(backup);
            assertThat(again.err()).contains("exists already", "copy.db");
            assertThat(copy).isNotEmptyFile();
            assertThat(place.resolve("copy.db.files")).isDirectory();
        }
    }

    private static void goesOn(TestServer server) throws Exception {
        for (var i = 0; i < 2; i++) {
            var http = server.http();
            new NativeReader().read(http.say("before", "again " + i));
            var texts = state(http, "before").path("messages").findValuesAsText("text");
            assertThat(texts).contains("kept", "again " + i).doesNotContain("lost");
            assertThat(text(state(http, "talk").path("messages").get(1))).endsWith(LONG);
            assertThat(http.get("/health/ready").status()).isEqualTo(200);
            // Tables beside the log are written too.
            assertThat(http.form("/memory", Map.of("text", "fact " + i)).status()).isLessThan(400);
            server.restart();
        }
    }

    /** Nothing that was sent meanwhile is taken, and each surface says why and what to do. */
    private static void refused(Http http, String code) throws Exception {
        // Large: a small one might find room on a page that is half full.
        var large = Json.object().put("text", "lost " + "x".repeat(100_000));
        for (var reply :
                List.of(
                        http.post("/api/v1/messages", large),
                        http.post("/api/v1/messages", large, "Idempotency-Key", "k"),
                        http.form("/chat", Map.of("query", large.path("text").asText())),
                        http.post("/conversations", large))) {
            assertThat(reply.status()).as(reply.body()).isEqualTo(507);
            assertThat(reply.json().path("code").asText()).isEqualTo(code);
            assertThat(reply.json().path("hint").asText()).contains("safe");
        }
        assertThat(http.get("/health/ready").status()).isEqualTo(503);
        assertThat(http.get("/health/live").status()).isEqualTo(200);
    }

    private static SseClient resumed(Http http, NativeReader reader) throws Exception {
        var path = "/api/v1/runs/" + reader.run() + "/events?after=" + reader.cursor();
        for (var attempt = 0; ; attempt++) {
            var state = state(http, "talk");
            if (state.path("active").isMissingNode() || attempt == 60) {
                return http.stream(path);
            }
            Thread.sleep(500);
        }
    }

    private static JsonNode state(Http http, String conversation) throws Exception {
        var reply = http.get("/api/v1/conversations/" + conversation);
        assertThat(reply.status()).as(reply.body()).isEqualTo(200);
        return reply.json();
    }

    private static String text(JsonNode message) {
        return String.join("", message.path("parts").findValuesAsText("text"));
    }

    private static Program.Result chat(Http http, String text) {
        return Program.with("RUNNEL_SERVER", http.url()).run("chat", text);
    }

    private static int conversations(Http http) throws Exception {
        return http.get("/api/v1/conversations").json().path("conversations").size();
    }

    private static String heard(CompletableFuture<String> body) throws Exception {
        return body.get(60, TimeUnit.SECONDS);
    }

    private static Disk needed(Optional<Disk> disk) {
        assumeTrue(disk.isPresent(), "this process may not mount a disk of its own");
        return disk.orElseThrow();
    }
}
