package runnel.run;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicReference;
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
import runnel.testkit.Await;
import runnel.testkit.Core;
import runnel.testkit.ScriptedModel;

/** Commands that meet at an awkward moment: each still means what it says, and happens once. */
class RunRacesTest {
    private static final int ROUNDS = 5;

    @TempDir Path directory;

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
