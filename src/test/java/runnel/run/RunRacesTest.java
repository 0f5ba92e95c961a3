package runnel.run;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.file.Files;
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
import runnel.conversation.Header;
import runnel.conversation.Message;
import runnel.conversation.Transcript;
import runnel.event.Event;
import runnel.event.Outcome;
import runnel.llm.Finish;
import runnel.llm.Reply;
import runnel.llm.Usage;
import runnel.log.LogStore;
import runnel.testkit.Await;
import runnel.testkit.Core;
import runnel.testkit.GatedStore;
import runnel.testkit.ScriptedModel;

/** Commands that meet at an awkward moment: each still means what it says, and happens once. */
class RunRacesTest {
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
    void aStopInTheMomentOfTheStartStops() throws Exception {
        var finished = new AtomicInteger();
        var model =
                ScriptedModel.of((prompt, sink) -> {
                    for (var word = 0; word < 50; word++) {
                        sink.text("w" + word + " ");
                        Thread.sleep(5);
                    }
                    finished.incrementAndGet();
                    return ScriptedModel.done();
                });
        try (var core = new Core(directory, model)) {
            for (var round = 0; round < ROUNDS; round++) {
                var accepted = core.send("c", "go");
                command(core, accepted, new Command.Cancel(accepted.run()));
                var seen = core.untilEnd(accepted);
                assertThat(seen.getLast().event())
                        .isInstanceOfSatisfying(
                                Event.RunEnd.class,
                                end -> assertThat(end.outcome()).isEqualTo(Outcome.CANCELLED));
            }
            Await.until("no run is alive", () -> core.runs.count() == 0);
            try (var conversation = core.conversations.open("c", Core.OWNER)) {
                var ended = new ArrayList<Event>();
                for (var entry : conversation.log().range(0, conversation.log().last())) {
                    if (entry.event() instanceof Event.RunEnd end) {
                        ended.add(end);
                    }
                }
                assertThat(ended).as("each has one end").hasSize(ROUNDS);
            }
            assertThat(finished).hasValue(0);
        }
    }

    @Test
    void thinkingThatWasCutOffIsNotThoughtTwice() throws Exception {
        var model =
                ScriptedModel.of(
                        (prompt, sink) -> {
                            sink.reasoning("Let me ");
                            Thread.sleep(60_000);
                            return ScriptedModel.done();
                        },
                        (prompt, sink) -> {
                            sink.reasoning("Let me ");
                            sink.reasoning("think.");
                            sink.text("Yes");
                            return ScriptedModel.done();
                        });
        var accepted = interrupted(model);
        try (var core = new Core(directory, model)) {
            core.untilEnd(accepted);
            assertThat(last(core, accepted).parts())
                    .containsExactly(
                            new Message.Part.Reasoning(0, "Let me think.", true),
                            new Message.Part.Text(1, "Yes", true));
        }
    }

    @Test
    void otherThinkingThanBeforeIsAnotherVersion() throws Exception {
        var model =
                ScriptedModel.of(
                        (prompt, sink) -> {
                            sink.reasoning("Let me ");
                            Thread.sleep(60_000);
                            return ScriptedModel.done();
                        },
                        (prompt, sink) -> {
                            sink.reasoning("Easy.");
                            sink.text("Yes");
                            return ScriptedModel.done();
                        });
        var accepted = interrupted(model);
        try (var core = new Core(directory, model)) {
            core.untilEnd(accepted);
            var reply = last(core, accepted);
            assertThat(reply.parts().getFirst())
                    .isEqualTo(new Message.Part.Reasoning(0, "Easy.", true));
            try (var open = core.conversations.open(accepted.conversation(), Core.OWNER)) {
                assertThat(open.versions(reply.header())).hasSize(2);
            }
        }
    }

    @Test
    void aModelThatIsGoneEndsItsRunAndHoldsUpNobody() throws Exception {
        var model = ScriptedModel.of(ScriptedModel.says(asked -> List.of("re: ", asked), 1));
        try (var core = new Core(directory, model)) {
            var first = core.send("c", "one");
            core.untilEnd(first);
            assertThatThrownBy(() ->
                            command(
                                    core,
                                    first,
                                    new Command.Regenerate(first.message(), "nobody/nothing")))
                    .isInstanceOfSatisfying(
                            Problem.class, e -> assertThat(e.code()).isEqualTo("model-unknown"));
            // As when its provider is no longer configured after a restart.
            Accepted orphan;
            try (var open = core.conversations.open("c", Core.OWNER)) {
                orphan = open.accept(new Command.Send("two", "", "", "nobody/nothing", ""));
            }
            var third = core.send("c", "three");
            var seen = core.untilEnd(third);
            assertThat(seen)
                    .anySatisfy(entry ->
                            assertThat(entry.event())
                                    .isInstanceOfSatisfying(
                                            Event.RunProblem.class,
                                            problem -> {
                                                assertThat(problem.run()).isEqualTo(orphan.run());
                                                assertThat(problem.code())
                                                        .isEqualTo("model-unknown");
                                            }));
            assertThat(last(core, third).text()).isEqualTo("re: three");
        }
    }

    @Test
    void whoStopsARunFindsItStoppedForGood() throws Exception {
        var model =
                ScriptedModel.of((prompt, sink) -> {
                    sink.text("one ");
                    try {
                        Thread.sleep(60_000);
                    } catch (InterruptedException e) {
                        // Slow to let go.
                        Thread.sleep(200);
                        throw e;
                    }
                    return ScriptedModel.done();
                });
        try (var core = new Core(directory, model)) {
            var accepted = core.send("c", "go");
            core.follow("c", 0, Event.TextDelta.class::isInstance);
            command(core, accepted, new Command.Cancel(accepted.run()));
            assertThat(core.store.unfinished()).as("as a crash would leave it").isEmpty();
        }
    }

    @Test
    void aStopCountsAlsoWhereTheServerIsStoppedBeforeItIsHeard() throws Exception {
        var model =
                ScriptedModel.of((prompt, sink) -> {
                    sink.text("one ");
                    for (var stops = 0; stops < 2; stops++) {
                        try {
                            Thread.sleep(60_000);
                        } catch (InterruptedException e) {
                            // Slow to let go.
                        }
                    }
                    throw new InterruptedException();
                });
        Accepted accepted;
        try (var core = new Core(directory, model)) {
            accepted = core.send("c", "go");
            core.follow("c", 0, Event.TextDelta.class::isInstance);
            command(core, accepted, new Command.Cancel(accepted.run()));
        }
        try (var core = new Core(directory, model)) {
            assertThat(last(core, accepted).header().state()).isEqualTo(Header.State.CANCELLED);
        }
        assertThat(model.prompts()).hasSize(1);
    }

    @Test
    void whatIsDeletedIsNotTakenUpAgain() throws Exception {
        var deaf = new AtomicReference<>(new CountDownLatch(1));
        var model =
                ScriptedModel.of((prompt, sink) -> {
                    sink.text("one ");
                    awaitDeafly(deaf.get());
                    return ScriptedModel.done();
                });
        for (var paused : List.of(false, true)) {
            var data = directory.resolve("paused-" + paused);
            var crashed = Files.createDirectory(directory.resolve("crashed-" + paused));
            Accepted accepted;
            try (var core = new Core(data, model)) {
                accepted = core.send("c", "go");
                core.follow("c", 0, Event.TextDelta.class::isInstance);
                if (paused) {
                    command(core, accepted, new Command.Pause(accepted.run()));
                }
                command(core, accepted, new Command.Delete(60_000));
                core.database.backup(crashed.resolve("runnel.db"));
                deaf.get().countDown();
            }
            deaf.set(new CountDownLatch(1));
            var next = ScriptedModel.of(ScriptedModel.says(asked -> List.of("one ", "two"), 0));
            try (var core = new Core(crashed, next)) {
                Await.until("its run has ended", () -> core.store.unfinished().isEmpty());
                assertThat(next.prompts()).isEmpty();
                command(core, accepted, new Command.Restore());
                assertThat(last(core, accepted).header().state()).isEqualTo(Header.State.CANCELLED);
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

    @Test
    void aRepetitionThatBreaksOffKeepsWhatWasShown() throws Exception {
        var model =
                ScriptedModel.of(
                        (prompt, sink) -> {
                            sink.text("one two three");
                            Thread.sleep(60_000);
                            return ScriptedModel.done();
                        },
                        (prompt, sink) -> {
                            sink.text("one ");
                            return new Reply(Finish.TRUNCATED, Usage.NONE, List.of());
                        });
        Accepted accepted;
        try (var core = new Core(directory, model)) {
            accepted = core.send("c", "go");
            core.follow("c", 0, Event.TextDelta.class::isInstance);
        }
        try (var core = new Core(directory, model)) {
            core.untilEnd(accepted);
            var reply = last(core, accepted);
            assertThat(reply.text()).isEqualTo("one two three");
            assertThat(reply.header().state()).isEqualTo(Header.State.TRUNCATED);
            assertThat(reply.versions()).hasSize(1);
        }
    }

    private Accepted interrupted(ScriptedModel model) throws Exception {
        try (var core = new Core(directory, model)) {
            var accepted = core.send("", "go");
            core.follow(accepted.conversation(), 0, Event.ReasoningDelta.class::isInstance);
            return accepted;
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
