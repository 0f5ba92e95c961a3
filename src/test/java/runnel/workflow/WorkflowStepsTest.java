package runnel.workflow;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.CyclicBarrier;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import runnel.base.Clock;
import runnel.base.Json;
import runnel.base.Problem;
import runnel.conversation.Accepted;
import runnel.conversation.Command;
import runnel.event.Event;
import runnel.event.Outcome;
import runnel.llm.Prompt;
import runnel.log.Entry;
import runnel.testkit.Core;
import runnel.testkit.Hand;
import runnel.testkit.ScriptedModel;
import runnel.tool.Tool;
import runnel.tool.ToolFailure;
import runnel.tool.ToolOutput;
import runnel.tool.Toolbox;
import runnel.workflow.yaml.WorkflowFiles;

/** What steps of workflows do, over a real store and a scripted model. */
@Timeout(60)
final class WorkflowStepsTest {
    private static final String COMPARE =
            """
            steps:
              - parallel:
                  - {name: first, task: "Shorten {{message.1}}"}
                  - {name: second, task: "Shorten {{message.2}}"}
              - {name: comparison, instruction: Be sober., task: "{{first}} or {{second}}?"}
            """;

    @TempDir Path data;

    private Workflow workflow(String text, Tool... tools) throws IOException {
        var directory = Files.createDirectories(data.resolve("workflows"));
        Files.writeString(directory.resolve("flow.yaml"), text);
        var files =
                new WorkflowFiles(
                        directory,
                        List.of(),
                        new Toolbox(List.of(tools), Map.of()),
                        Set::of,
                        Clock.system());
        assertThat(files.faults()).extracting(Problem::getMessage).isEmpty();
        return files.find("flow").orElseThrow();
    }

    private static List<Entry> run(Core core, String text) throws InterruptedException {
        return core.untilEnd(send(core, text));
    }

    private static Accepted send(Core core, String text) throws InterruptedException {
        return core.runs.send(Core.OWNER, "", new Command.Send(text, "", "flow", "", ""));
    }

    private static <E extends Event> List<E> all(List<Entry> entries, Class<E> type) {
        return entries.stream().map(Entry::event).filter(type::isInstance).map(type::cast).toList();
    }

    private static List<String> ended(List<Entry> entries) {
        return all(entries, Event.NodeEnd.class).stream()
                .map(end -> end.name() + "=" + end.output())
                .toList();
    }

    private static ScriptedModel.Script says(String prefix) {
        return ScriptedModel.says(asked -> List.of(prefix, asked), 0);
    }

    @Test
    void steps_at_the_same_time_wait_for_each_other() throws Exception {
        var both = new CyclicBarrier(2);
        ScriptedModel.Script meets =
                (prompt, sink) -> {
                    var task = ((Prompt.User) prompt.turns().getLast()).text();
                    if (task.startsWith("Shorten")) {
                        await(both);
                    }
                    sink.text(task.replace("Shorten ", "short "));
                    return ScriptedModel.done();
                };
        var model = ScriptedModel.of(meets);
        try (var core = new Core(data, model, workflow(COMPARE))) {
            var entries = run(core, "A\n---\nB");
            assertThat(ended(entries))
                    .containsExactlyInAnyOrder(
                            "first=\"short A\"",
                            "second=\"short B\"",
                            "comparison=\"short A or short B?\"",
                            "answer=\"short A or short B?\"");
            assertThat(all(entries, Event.NodeStart.class))
                    .extracting(Event.NodeStart::part)
                    .containsExactlyInAnyOrder(0, 1, 2, 3);
            assertThat(all(entries, Event.NodeStart.class)).allMatch(start -> start.total() == 4);
            assertThat(all(entries, Event.NodeInput.class))
                    .extracting(Event.NodeInput::input)
                    .contains("{\"task\":\"Shorten A\"}", "{\"task\":\"short A or short B?\"}");
            var end = all(entries, Event.RunEnd.class).getFirst();
            assertThat(end.outcome()).isEqualTo(Outcome.DONE);
            assertThat(end.outputTokens()).isEqualTo(3 * 7);
            assertThat(model.prompts().getLast().instruction()).isEqualTo("Be sober.");
        }
    }

    @Test
    void the_rest_is_known_from_earlier_runs() throws Exception {
        try (var core = new Core(data, ScriptedModel.of(says("")), workflow(COMPARE))) {
            var first = all(run(core, "A\n---\nB"), Event.NodeStart.class);
            assertThat(first).allMatch(start -> start.restMillis() == -1);
            var second = all(run(core, "A\n---\nB"), Event.NodeStart.class);
            assertThat(second).allMatch(start -> start.restMillis() >= 0);
        }
    }

    @Test
    void a_step_may_be_left_out() throws Exception {
        var text =
                """
                steps:
                  - {name: kind, task: "{{message}}"}
                  - {name: sorry, text: "Sorry for {{message}}. ", when: {value: "{{kind}}", contains: complaint}}
                  - {name: thanks, text: "Thank you. ", when: {value: "{{kind}}", lacks: COMPLAINT}}
                  - {name: more, text: "You said {{sorry}}", when: "{{sorry}}"}
                """;
        try (var core = new Core(data, ScriptedModel.of(says("")), workflow(text))) {
            assertThat(Core.text(run(core, "a complaint")))
                    .endsWith("Sorry for a complaint. You said Sorry for a complaint. ");
            assertThat(ended(run(core, "praise")))
                    .containsExactly("kind=\"praise\"", "thanks=\"Thank you. \"");
        }
    }

    @Test
    void a_tool_that_fails_is_tried_again() throws Exception {
        var tries = new AtomicInteger();
        var tool =
                Hand.quick(
                        "look",
                        arguments -> {
                            if (tries.incrementAndGet() < 3) {
                                throw new ToolFailure("not yet");
                            }
                            return ToolOutput.of("{\"items\": [{\"name\": \"Ann\"}]}");
                        });
        var text =
                """
                steps:
                  - {name: look, tool: look, arguments: {q: "{{message}}"}, attempts: %d}
                  - {name: say, text: "It is {{look.items.1.name}}."}
                """;
        try (var core = new Core(data, ScriptedModel.of(), workflow(text.formatted(3), tool))) {
            assertThat(Core.text(run(core, "who"))).isEqualTo("It is Ann.");
            assertThat(tool.calls()).hasSize(3).containsOnly("{\"q\":\"who\"}");
        }
        tries.set(0);
        try (var core = new Core(data, ScriptedModel.of(), workflow(text.formatted(2), tool))) {
            var entries = run(core, "who");
            var problem = all(entries, Event.RunProblem.class).getFirst();
            assertThat(problem.code()).isEqualTo("workflow-tool");
            assertThat(problem.values()).containsExactly("look", "not yet");
            assertThat(tool.calls()).hasSize(5);
        }
    }

    @Test
    void a_tool_that_changes_something_asks_and_is_not_tried_twice() throws Exception {
        var tool =
                new Hand(
                        "send",
                        true,
                        20_000,
                        arguments -> {
                            throw new ToolFailure("lost");
                        });
        var text = "steps: [{name: send, tool: send, arguments: {n: 1}, attempts: 3}]";
        try (var core = new Core(data, ScriptedModel.of(), workflow(text, tool))) {
            var run = send(core, "go");
            var asked =
                    all(
                                    core.follow(
                                            run.conversation(),
                                            0,
                                            event -> event instanceof Event.ApprovalRequest),
                                    Event.ApprovalRequest.class)
                            .getFirst();
            assertThat(tool.calls()).isEmpty();
            core.runs.command(
                    Core.OWNER,
                    run.conversation(),
                    new Command.Answer(run.run(), asked.approval(), true));
            var end = all(core.untilEnd(run), Event.RunEnd.class).getFirst();
            assertThat(end.outcome()).isEqualTo(Outcome.FAILED);
            assertThat(tool.calls()).hasSize(1);
        }
    }

    @Test
    void one_that_fails_stops_the_others() throws Exception {
        var endless = Hand.endless("wait", false);
        var broken =
                Hand.quick(
                        "break",
                        arguments -> {
                            endless.awaitBegun();
                            throw new ToolFailure("broken");
                        });
        var text = "steps: [{parallel: [{name: a, tool: wait}, {name: b, tool: break}]}]";
        try (var core = new Core(data, ScriptedModel.of(), workflow(text, endless, broken))) {
            var entries = run(core, "go");
            endless.awaitStopped();
            assertThat(all(entries, Event.RunEnd.class).getFirst().outcome())
                    .isEqualTo(Outcome.FAILED);
            assertThat(all(entries, Event.RunProblem.class).getFirst().values())
                    .containsExactly("break", "broken");
        }
    }

    @Test
    void all_are_stopped_with_the_run() throws Exception {
        var tools = List.of(Hand.endless("a", false), Hand.endless("b", false));
        var text = "steps: [{parallel: [{name: a, tool: a}, {name: b, tool: b}]}]";
        try (var core =
                new Core(data, ScriptedModel.of(), workflow(text, tools.get(0), tools.get(1)))) {
            var run = send(core, "go");
            for (var tool : tools) {
                tool.awaitBegun();
            }
            core.runs.command(Core.OWNER, run.conversation(), new Command.Cancel(run.run()));
            var end = all(core.untilEnd(run), Event.RunEnd.class).getFirst();
            assertThat(end.outcome()).isEqualTo(Outcome.CANCELLED);
            for (var tool : tools) {
                tool.awaitStopped();
            }
        }
    }

    @Test
    void each_step_tells_what_it_was_given_however_quick_the_log_is() throws Exception {
        var steps =
                IntStream.range(0, 40)
                        .mapToObj(step -> "{name: s%d, task: \"Do %d\"}".formatted(step, step))
                        .collect(Collectors.joining(", "));
        var text = "steps: [{parallel: [" + steps + "]}]";
        try (var core = new Core(data, ScriptedModel.of(says("did: ")), workflow(text))) {
            for (var round = 0; round < 5; round++) {
                var inputs = all(core.untilEnd(send(core, "go")), Event.NodeInput.class);
                assertThat(inputs)
                        .extracting(Event.NodeInput::part)
                        .containsExactlyInAnyOrderElementsOf(
                                IntStream.range(0, 40).boxed().toList());
            }
        }
    }

    @Test
    void what_is_finished_is_not_done_again_after_a_crash_and_its_cost_stays() throws Exception {
        var counted = new AtomicInteger();
        var tool =
                Hand.quick("look", arguments -> ToolOutput.of("seen " + counted.incrementAndGet()));
        var text =
                """
                steps:
                  - parallel:
                      - {name: look, tool: look}
                      - {name: short, task: "Shorten {{message}}"}
                  - {name: long, task: "Lengthen {{short}} {{look}}"}
                """;
        var workflow = workflow(text, tool);
        var reached = new CountDownLatch(1);
        ScriptedModel.Script breaks =
                (prompt, sink) -> {
                    sink.text("Slow");
                    reached.countDown();
                    Thread.sleep(60_000);
                    return ScriptedModel.done();
                };
        Accepted run;
        try (var core = new Core(data, ScriptedModel.of(says("short: "), breaks), workflow)) {
            run = send(core, "this");
            assertThat(reached.await(20, TimeUnit.SECONDS)).isTrue();
        }
        var model = ScriptedModel.of(says("Slowly: "));
        try (var core = new Core(data, model, workflow)) {
            var entries = core.untilEnd(run);
            assertThat(model.prompts()).hasSize(1);
            assertThat(counted.get()).isEqualTo(1);
            assertThat(new ArrayList<>(ended(entries)))
                    .contains("long=\"Slowly: Lengthen short: Shorten this seen 1\"");
            var end = all(entries, Event.RunEnd.class).getFirst();
            assertThat(end.outputTokens()).isEqualTo(2 * 7);
            assertThat(all(entries, Event.NodeInput.class)).hasSize(3);
        }
    }

    @Test
    void a_step_in_java_counts_what_it_spent_before_a_crash() throws Exception {
        var reached = new CountDownLatch(1);
        var broken = new AtomicInteger(1);
        var asks =
                Step.of(
                        "asks",
                        scope -> {
                            var model = scope.model();
                            var reply = model.stream(Prompt.of("", "x"), new Silence());
                            scope.spent(reply.usage());
                            return Json.object();
                        });
        var waits =
                Step.of(
                        "waits",
                        scope -> {
                            if (broken.getAndSet(0) == 1) {
                                reached.countDown();
                                Thread.sleep(60_000);
                            }
                            return Json.object();
                        });
        var workflow = new Workflow("flow", List.of(asks, waits));
        Accepted run;
        try (var core = new Core(data, ScriptedModel.of(says("")), workflow)) {
            run = send(core, "go");
            assertThat(reached.await(20, TimeUnit.SECONDS)).isTrue();
        }
        try (var core = new Core(data, ScriptedModel.of(), workflow)) {
            var end = all(core.untilEnd(run), Event.RunEnd.class).getFirst();
            assertThat(end.inputTokens()).isEqualTo(3);
            assertThat(end.outputTokens()).isEqualTo(7);
        }
    }

    private static void await(CyclicBarrier barrier) throws InterruptedException {
        try {
            barrier.await(20, TimeUnit.SECONDS);
        } catch (java.util.concurrent.BrokenBarrierException
                | java.util.concurrent.TimeoutException e) {
            throw new AssertionError("they are not done at the same time", e);
        }
    }

    private static final class Silence implements runnel.llm.Model.Sink {
        @Override
        public void text(String piece) {}

        @Override
        public void reasoning(String piece) {}
    }
}
