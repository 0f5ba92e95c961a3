package runnel.run;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicReference;
import java.util.function.UnaryOperator;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import runnel.base.Problem;
import runnel.conversation.Accepted;
import runnel.conversation.Command;
import runnel.conversation.Message;
import runnel.conversation.Transcript;
import runnel.event.Event;
import runnel.log.LogStore;
import runnel.testkit.Await;
import runnel.testkit.Core;
import runnel.testkit.GatedStore;
import runnel.testkit.ScriptedModel;

/** Pauses that meet something else: they hold, and nothing is said twice or lost by them. */
class PauseRacesTest {
    private static final int ROUNDS = 5;

    @TempDir Path directory;

    @Test
    void aProviderThatGivesUpDuringAPauseDoublesNoWord() throws Exception {
        for (var round = 0; round < ROUNDS; round++) {
            var hold = new CountDownLatch(1);
            var talking = new CompletableFuture<Thread>();
            var model =
                    ScriptedModel.of(
                            (prompt, sink) -> {
                                talking.complete(Thread.currentThread());
                                sink.text("one ");
                                hold.await();
                                sink.text("two ");
                                throw new Problem(Problem.Kind.UPSTREAM, "model-unreachable", "it");
                            },
                            ScriptedModel.says(asked -> List.of("one ", "two ", "end"), 0));
            try (var core = new Core(directory.resolve("a" + round), model)) {
                var accepted = core.send("", "go");
                core.follow(accepted.conversation(), 0, Event.TextDelta.class::isInstance);
                command(core, accepted, new Command.Pause(accepted.run()));
                hold.countDown();
                Await.inside(talking.get(), "pass");
                command(core, accepted, new Command.Resume(accepted.run()));
                core.untilEnd(accepted);
                assertThat(last(core, accepted).text()).isEqualTo("one two end");
            }
        }
    }

    @Test
    void whoPausesAgainWhileTheProviderGivesUpFindsItPausedAndCanResumeIt() throws Exception {
        var paused = new CountDownLatch(1);
        var pausedAgain = new CountDownLatch(1);
        var talking = new CompletableFuture<Thread>();
        var model =
                ScriptedModel.of(
                        (prompt, sink) -> {
                            talking.complete(Thread.currentThread());
                            sink.text("one ");
                            paused.await();
                            sink.text("two ");
                            pausedAgain.await();
                            throw new Problem(Problem.Kind.UPSTREAM, "model-unreachable", "it");
                        },
                        ScriptedModel.says(asked -> List.of("one ", "two ", "end"), 0));
        try (var core = new Core(directory, model)) {
            var accepted = core.send("c", "go");
            core.follow("c", 0, Event.TextDelta.class::isInstance);
            command(core, accepted, new Command.Pause(accepted.run()));
            paused.countDown();
            Await.inside(talking.get(), "pass");
            command(core, accepted, new Command.Resume(accepted.run()));
            core.follow(
                    "c",
                    0,
                    event ->
                            event instanceof Event.TextDelta delta && delta.text().contains("two"));
            command(core, accepted, new Command.Pause(accepted.run()));
            pausedAgain.countDown();
            try (var open = core.conversations.open("c", Core.OWNER)) {
                Await.until(
                        "it tries again, paused",
                        () ->
                                open.active()
                                        .filter(run -> run.attempt() == 2 && run.paused())
                                        .isPresent());
                Await.inside(talking.get(), "pass");
                assertThat(model.prompts()).as("nobody is asked during a pause").hasSize(1);
            }
            command(core, accepted, new Command.Resume(accepted.run()));
            core.untilEnd(accepted);
            assertThat(last(core, accepted).text()).isEqualTo("one two end");
        }
    }

    @Test
    void twoWhoResumeARunThatWasPausedOverARestartResumeItOnce() throws Exception {
        for (var round = 0; round < ROUNDS; round++) {
            var calls = new AtomicInteger();
            var restarted = new AtomicBoolean();
            var model =
                    ScriptedModel.of((prompt, sink) -> {
                        calls.incrementAndGet();
                        for (var word = 0; word < 20; word++) {
                            sink.text("w" + word + " ");
                            Thread.sleep(restarted.get() ? 5 : 60_000);
                        }
                        return ScriptedModel.done();
                    });
            var data = directory.resolve("b" + round);
            Accepted accepted;
            try (var core = new Core(data, model)) {
                accepted = core.send("", "go");
                core.follow(accepted.conversation(), 0, Event.TextDelta.class::isInstance);
                command(core, accepted, new Command.Pause(accepted.run()));
            }
            calls.set(0);
            restarted.set(true);
            try (var core = new Core(data, model)) {
                var start = new CountDownLatch(1);
                var viewers = new ArrayList<Thread>();
                for (var viewer = 0; viewer < 8; viewer++) {
                    viewers.add(Thread.startVirtualThread(() -> resume(core, accepted, start)));
                }
                start.countDown();
                for (var viewer : viewers) {
                    viewer.join();
                }
                core.untilEnd(accepted);
                assertThat(calls).hasValue(1);
            }
        }
    }

    @Test
    void aPauseInTheMomentOfTheTakeUpPauses() throws Exception {
        var full = new AtomicBoolean();
        var reading = new AtomicReference<>(new CountDownLatch(0));
        var read = new CountDownLatch(1);
        var hold = new CountDownLatch(1);
        var model =
                ScriptedModel.of(
                        (prompt, sink) -> {
                            sink.text("one ");
                            hold.await();
                            sink.text("two ");
                            Thread.sleep(60_000);
                            return ScriptedModel.done();
                        },
                        ScriptedModel.says(asked -> List.of("one ", "two ", "end"), 0));
        UnaryOperator<LogStore> wrap =
                store ->
                        new GatedStore(
                                store,
                                () -> {
                                    if (full.get()) {
                                        throw new Problem(Problem.Kind.STORAGE, "storage-full");
                                    }
                                },
                                () -> {
                                    if (reading.get().getCount() > 0) {
                                        read.countDown();
                                        awaitDeafly(reading.get());
                                    }
                                });
        try (var core = new Core(directory, model, wrap)) {
            var accepted = core.send("c", "go");
            core.follow("c", 0, Event.TextDelta.class::isInstance);
            full.set(true);
            hold.countDown();
            try (var open = core.conversations.open("c")) {
                Await.until("its log is dead", () -> open.log().hasFailed());
            }
            Await.until("nobody works", () -> core.runs.count() == 0);
            full.set(false);
            reading.set(new CountDownLatch(1));
            var recovery = Thread.startVirtualThread(core.runs::recover);
            read.await();
            command(core, accepted, new Command.Pause(accepted.run()));
            reading.get().countDown();
            recovery.join();
            try (var open = core.conversations.open("c")) {
                assertThat(open.active().orElseThrow().paused()).isTrue();
            }
            assertThat(core.runs.count()).isZero();
            command(core, accepted, new Command.Resume(accepted.run()));
            core.untilEnd(accepted);
            assertThat(last(core, accepted).text()).isEqualTo("one two end");
        }
    }

    /** Hears no interrupt. */
    private static void awaitDeafly(CountDownLatch over) {
        while (over.getCount() > 0) {
            try {
                over.await();
            } catch (InterruptedException e) {
                // Deaf.
            }
        }
    }

    private static void resume(Core core, Accepted accepted, CountDownLatch start) {
        try {
            start.await();
            command(core, accepted, new Command.Resume(accepted.run()));
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    private static void command(Core core, Accepted accepted, Command command)
            throws InterruptedException {
        core.runs.command(Core.OWNER, accepted.conversation(), command);
    }

    private static Message last(Core core, Accepted accepted) {
        try (var open = core.conversations.open(accepted.conversation(), Core.OWNER)) {
            return Transcript.latest(open, core.store, 50).messages().getLast();
        }
    }
}
