package runnel.workflow;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicIntegerArray;
import java.util.stream.IntStream;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import runnel.base.Json;
import runnel.conversation.Command;
import runnel.event.Event;
import runnel.testkit.Core;
import runnel.testkit.ScriptedModel;

/** A workflow whose server goes down in the midst of a step. */
final class WorkflowResumeTest {
    private static final int STEPS = 5;

    @TempDir Path data;

    @ParameterizedTest
    @ValueSource(ints = {0, 1, 2, 3, 4})
    void goes_on_at_the_step_that_had_not_finished(int broken) throws Exception {
        var runs = new AtomicIntegerArray(STEPS);
        var reached = new CountDownLatch(1);
        String conversation;
        try (var core = new Core(data, ScriptedModel.of(), workflow(runs, broken, reached))) {
            conversation =
                    core.runs
                            .send(Core.OWNER, "", new Command.Send("go", "", "counting", "", ""))
                            .conversation();
            assertThat(reached.await(20, TimeUnit.SECONDS)).isTrue();
        }
        try (var core = new Core(data, ScriptedModel.of(), workflow(runs, -1, reached))) {
            var entries = core.follow(conversation, 0, event -> event instanceof Event.RunEnd);
            assertThat(Core.text(entries))
                    .isEqualTo("begin0 end0 begin1 end1 begin2 end2 begin3 end3 begin4 end4 ");
        }
        for (var step = 0; step < STEPS; step++) {
            assertThat(runs.get(step)).as("step %s", step).isEqualTo(step == broken ? 2 : 1);
        }
    }

    private static Workflow workflow(AtomicIntegerArray runs, int broken, CountDownLatch reached) {
        return new Workflow(
                "counting",
                IntStream.range(0, STEPS)
                        .mapToObj(step -> step(step, runs, broken, reached))
                        .toList());
    }

    private static Step step(
            int number, AtomicIntegerArray runs, int broken, CountDownLatch reached) {
        return Step.of(
                "step" + number,
                scope -> {
                    runs.incrementAndGet(number);
                    scope.say("begin" + number + " ");
                    if (number == broken) {
                        reached.countDown();
                        Thread.sleep(60_000);
                    }
                    if (number > 0) {
                        assertThat(scope.of("step" + (number - 1)).path("number").asInt())
                                .isEqualTo(number - 1);
                    }
                    scope.say("end" + number + " ");
                    return Json.object().put("number", number);
                });
    }
}
