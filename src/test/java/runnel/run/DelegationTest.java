package runnel.run;

import static org.assertj.core.api.Assertions.assertThat;
import static runnel.testkit.ScriptedModel.calls;

import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Queue;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import runnel.agent.Agent;
import runnel.agent.Agents;
import runnel.agent.Face;
import runnel.base.Problem;
import runnel.conversation.Accepted;
import runnel.conversation.Command;
import runnel.conversation.Message;
import runnel.conversation.Message.Part;
import runnel.conversation.Transcript;
import runnel.event.Event;
import runnel.event.Outcome;
import runnel.llm.Finish;
import runnel.llm.Prompt;
import runnel.llm.Reply;
import runnel.llm.Usage;
import runnel.log.Entry;
import runnel.testkit.Core;
import runnel.testkit.Hand;
import runnel.testkit.ScriptedModel;
import runnel.tool.Tool;
import runnel.tool.ToolCall;
import runnel.tool.ToolOutput;
import runnel.tool.Toolbox;

/** Agents that turn to others: helpers, and those that take over. */
class DelegationTest {
    @TempDir Path directory;

    /** What each agent's model does, call by call; the agent is told by its instruction. */
    private final Map<String, Queue<ScriptedModel.Script>> parts = new ConcurrentHashMap<>();

    private final List<Prompt> heard = new CopyOnWriteArrayList<>();

    @Test
    void a_helper_answers_in_a_reply_of_its_own_and_its_sources_become_the_answers()
            throws Exception {
        var source = new ToolOutput.Source("Rivers", "https://example.org/r", "two");
        var own = new ToolOutput.Source("Own", "https://example.org/own", "");
        var find = Hand.quick("find", arguments -> new ToolOutput("", List.of(source)));
        var look = Hand.quick("look", arguments -> new ToolOutput("", List.of(own)));
        plays("boss", calls("First. ", call("0", "look")));
        plays("boss", calls("", ask("1", "scout", "How many rivers?")), says("Two [2]."));
        plays("scout", calls("", call("1", "find")), says("There are two [1]."));
        try (var core = core(boss(List.of("scout"), look), agent("scout", find))) {
            var accepted = core.send("", "go");
            var seen = core.untilEnd(accepted);
            assertThat(outcome(seen)).isEqualTo(Outcome.DONE);
            var reply = reply(core, accepted);
            assertThat(reply.text()).isEqualTo("First. \n\nTwo [2].");
            var helper = helpers(reply).getFirst();
            assertThat(helper.agent()).isEqualTo("scout");
            assertThat(helper.ended()).isTrue();
            assertThat(text(helper)).isEqualTo("There are two [1].");
            assertThat(tools(reply).getLast().result())
                    .as("the citation has the number that the source has here")
                    .isEqualTo("There are two [2].");
            assertThat(((Event.RunEnd) seen.getLast().event()).outputTokens())
                    .as("what helpers take counts: 3 calls that ask, 2 that answer")
                    .isEqualTo(3 * 2 + 2 * 7);
        }
        assertThat(turns(1, "scout")).isEqualTo("How many rivers?");
    }

    @Test
    void helpers_work_at_the_same_time() throws Exception {
        var both = new CountDownLatch(2);
        ScriptedModel.Script together =
                (prompt, sink) -> {
                    both.countDown();
                    if (!both.await(20, TimeUnit.SECONDS)) {
                        throw new AssertionError("one after the other");
                    }
                    sink.text("done");
                    return ScriptedModel.done();
                };
        plays("boss", calls("", ask("1", "a", "x"), ask("2", "b", "y")), says("Both."));
        plays("a", together);
        plays("b", together);
        try (var core = core(boss(List.of("a", "b")), agent("a"), agent("b"))) {
            var accepted = core.send("", "go");
            core.untilEnd(accepted);
            assertThat(helpers(reply(core, accepted)))
                    .extracting(DelegationTest::text)
                    .containsExactly("done", "done");
        }
    }

    @Test
    void depth_is_limited_and_so_is_all_that_they_take_together() throws Exception {
        // Each has itself as a helper's helper: it ends where no helper is offered any more.
        var wide = new Agent.Limits(100, 100, 1_000_000);
        var boss = agent("boss", wide, List.of("twin"), List.of());
        var twin = agent("twin", wide, List.of("boss"), List.of());
        for (var i = 0; i < 10; i++) {
            plays("boss", deeper("twin"));
            plays("twin", deeper("boss"));
        }
        try (var core = core(boss, twin)) {
            var accepted = core.send("", "go");
            core.untilEnd(accepted);
            var depth = 0;
            var reply = reply(core, accepted);
            for (var next = helpers(reply.parts()); !next.isEmpty(); depth++) {
                next = helpers(next.getFirst().parts());
            }
            assertThat(depth).isEqualTo(3);
        }
        var few = new Agent.Limits(3, 100, 1_000_000);
        parts.clear();
        heard.clear();
        plays("boss", calls("", ask("1", "scout", "x")), says("Enough."));
        var find = Hand.quick("find", arguments -> ToolOutput.of("more"));
        for (var i = 0; i < 9; i++) {
            plays("scout", calls("", call("c" + i, "find")));
        }
        try (var core =
                core(agent("boss", few, List.of("scout"), List.of()), agent("scout", find))) {
            var accepted = core.send("", "go");
            core.untilEnd(accepted);
            assertThat(find.calls()).as("one round is the boss's own").hasSize(2);
            assertThat(tools(reply(core, accepted)).getFirst().result()).contains("rounds");
        }
    }

    @Test
    void stop_reaches_the_tool_of_a_helpers_helper() throws Exception {
        var hangs = Hand.endless("hang", false);
        plays("boss", calls("", ask("1", "a", "x")));
        plays("a", calls("", ask("1", "b", "y")));
        plays("b", calls("", call("1", "hang")));
        var a = agent("a", Agent.Limits.DEFAULT, List.of("b"), List.of());
        try (var core = core(boss(List.of("a")), a, agent("b", hangs))) {
            var accepted = core.send("", "go");
            hangs.awaitBegun();
            core.runs.command(
                    Core.OWNER, accepted.conversation(), new Command.Cancel(accepted.run()));
            hangs.awaitStopped();
            assertThat(outcome(core.untilEnd(accepted))).isEqualTo(Outcome.CANCELLED);
        }
    }

    @Test
    void a_helper_goes_on_where_a_crash_left_it() throws Exception {
        var send = new Hand("send", true, 20_000, arguments -> ToolOutput.of("sent"));
        Agent[] all = {boss(List.of("scout")), agent("scout", send)};
        plays("boss", calls("Well. ", ask("1", "scout", "Send it.")));
        plays("scout", calls("", call("1", "send")), hangsAfter("It is "));
        Accepted accepted;
        try (var core = core(all)) {
            accepted = core.send("", "go");
            answer(core, accepted, request(core, accepted));
            core.follow(accepted.conversation(), 0, event -> isText(event, "It is "));
        }
        parts.clear();
        plays("scout", says("It is sent."));
        plays("boss", says("Done."));
        try (var core = core(all)) {
            assertThat(outcome(core.untilEnd(accepted))).isEqualTo(Outcome.DONE);
            var reply = reply(core, accepted);
            assertThat(reply.text()).isEqualTo("Well. \n\nDone.");
            assertThat(helpers(reply)).hasSize(1);
            assertThat(text(helpers(reply).getFirst())).isEqualTo("It is sent.");
            assertThat(tools(reply).getFirst().result()).isEqualTo("It is sent.");
        }
        assertThat(send.calls()).hasSize(1);
    }

    @Test
    void a_helper_that_says_something_else_after_a_crash_begins_anew() throws Exception {
        Agent[] all = {boss(List.of("scout")), agent("scout")};
        plays("boss", calls("", ask("1", "scout", "x")));
        plays("scout", hangsAfter("It is "));
        Accepted accepted;
        try (var core = core(all)) {
            accepted = core.send("", "go");
            core.follow(accepted.conversation(), 0, event -> isText(event, "It is "));
        }
        parts.clear();
        plays("scout", says("Nothing."));
        plays("boss", says("Done."));
        try (var core = core(all)) {
            core.untilEnd(accepted);
            var reply = reply(core, accepted);
            assertThat(helpers(reply)).extracting(DelegationTest::text).containsExactly("Nothing.");
            assertThat(reply.versions()).hasSize(1);
        }
    }

    @Test
    void an_answer_that_begins_anew_keeps_what_its_helpers_did() throws Exception {
        var look = Hand.quick("look", arguments -> ToolOutput.of("seen"));
        Agent[] all = {boss(List.of("scout")), agent("scout", look)};
        plays("boss", calls("", ask("1", "scout", "x")), hangsAfter("So it "));
        plays("scout", calls("", call("1", "look")), says("Found."));
        Accepted accepted;
        try (var core = core(all)) {
            accepted = core.send("", "go");
            core.follow(accepted.conversation(), 0, event -> isText(event, "So it "));
        }
        parts.clear();
        plays("boss", says("Otherwise."));
        try (var core = core(all)) {
            core.untilEnd(accepted);
            var reply = reply(core, accepted);
            assertThat(reply.versions()).hasSize(2);
            assertThat(reply.text()).isEqualTo("Otherwise.");
            assertThat(text(helpers(reply).getFirst())).isEqualTo("Found.");
            assertThat(look.calls()).hasSize(1);
        }
    }

    @Test
    void a_question_of_a_helper_outlives_the_server() throws Exception {
        var send = new Hand("send", true, 20_000, arguments -> ToolOutput.of("sent"));
        Agent[] all = {boss(List.of("scout")), agent("scout", send)};
        plays("boss", calls("", ask("1", "scout", "x")), says("Done."));
        plays("scout", calls("", call("1", "send")), says("Sent."));
        Accepted accepted;
        try (var core = core(all)) {
            accepted = core.send("", "go");
            request(core, accepted);
        }
        assertThat(send.calls()).isEmpty();
        try (var core = core(all)) {
            answer(core, accepted, request(core, accepted));
            core.untilEnd(accepted);
        }
        assertThat(send.calls()).hasSize(1);
    }

    @Test
    void who_takes_over_answers_with_its_own_instruction_and_tools() throws Exception {
        var look = Hand.quick("look", arguments -> ToolOutput.of("seen"));
        Agent[] all = {
            agent("boss", Agent.Limits.DEFAULT, List.of(), List.of("sales")), agent("sales", look)
        };
        plays(
                "boss",
                calls(
                        "One moment. ",
                        new ToolCall("1", "hand_over_to_sales", "{\"note\":\"wants 3\"}")));
        plays("sales", calls("", call("1", "look")), hangsAfter("Three "));
        Accepted accepted;
        try (var core = core(all)) {
            accepted = core.send("", "three please");
            core.follow(accepted.conversation(), 0, event -> isText(event, "Three "));
        }
        parts.clear();
        plays("sales", says("Three it is."));
        try (var core = core(all)) {
            core.untilEnd(accepted);
            var reply = reply(core, accepted);
            assertThat(reply.text()).isEqualTo("One moment. \n\nThree it is.");
            assertThat(reply.parts())
                    .filteredOn(Part.Handover.class::isInstance)
                    .singleElement()
                    .isInstanceOfSatisfying(
                            Part.Handover.class,
                            change -> assertThat(change.agent()).isEqualTo("sales"));
        }
        assertThat(look.calls()).hasSize(1);
        var last = heard.getLast();
        assertThat(last.instruction()).startsWith("sales").contains("wants 3");
        assertThat(last.tools()).extracting(tool -> tool.name()).containsExactly("look");
        assertThat(last.turns())
                .as("the question, and its own round; nothing of the one before")
                .hasSize(3);
    }

    @Test
    void a_helper_that_fails_is_told_of_and_takes_nobody_down() throws Exception {
        plays("boss", calls("", ask("1", "scout", "x")), says("It failed."));
        plays(
                "scout",
                (prompt, sink) -> {
                    throw new Problem(Problem.Kind.UPSTREAM, "reply-truncated");
                });
        try (var core = core(boss(List.of("scout")), agent("scout"))) {
            var accepted = core.send("", "go");
            assertThat(outcome(core.untilEnd(accepted))).isEqualTo(Outcome.DONE);
            var reply = reply(core, accepted);
            assertThat(tools(reply).getFirst().state()).isEqualTo(Part.Tool.State.FAILED);
            assertThat(helpers(reply).getFirst().ended()).isTrue();
        }
    }

    private Core core(Agent... all) {
        var others = Arrays.copyOfRange(all, 1, all.length);
        return new Core(directory, model(), Agents.of(all[0], others));
    }

    private ScriptedModel model() {
        return ScriptedModel.of((prompt, sink) -> {
            heard.add(prompt);
            var name = prompt.instruction().split("[^a-z]", 2)[0];
            var script = parts.getOrDefault(name, new ConcurrentLinkedQueue<>()).poll();
            if (script == null) {
                throw new IllegalStateException("nothing left to say for " + name);
            }
            return script.play(prompt, sink);
        });
    }

    private void plays(String agent, ScriptedModel.Script... scripts) {
        parts.computeIfAbsent(agent, name -> new ConcurrentLinkedQueue<>())
                .addAll(List.of(scripts));
    }

    /** Asks the other for help as long as it is offered. */
    private static ScriptedModel.Script deeper(String other) {
        return (prompt, sink) -> {
            var asked = prompt.turns().stream().anyMatch(Prompt.Tool.class::isInstance);
            var offered = prompt.tools().stream().anyMatch(t -> t.name().equals("ask_" + other));
            if (!offered || asked) {
                sink.text("bottom");
                return ScriptedModel.done();
            }
            return new Reply(
                    Finish.TOOL_CALLS, new Usage(1, 0, 1, 0), List.of(ask("1", other, "deeper")));
        };
    }

    private static ScriptedModel.Script says(String text) {
        return ScriptedModel.says(asked -> List.of(text), 0);
    }

    private static ScriptedModel.Script hangsAfter(String text) {
        return (prompt, sink) -> {
            sink.text(text);
            Thread.sleep(120_000);
            return ScriptedModel.done();
        };
    }

    private static Agent boss(List<String> helpers, Tool... tools) {
        return agent("boss", Agent.Limits.DEFAULT, helpers, List.of(), tools);
    }

    private static Agent agent(String name, Tool... tools) {
        return agent(name, Agent.Limits.DEFAULT, List.of(), List.of(), tools);
    }

    private static Agent agent(
            String name,
            Agent.Limits limits,
            List<String> helpers,
            List<String> successors,
            Tool... tools) {
        return new Agent(
                name,
                Face.NONE,
                name,
                "",
                new Toolbox(List.of(tools), Map.of()),
                new Agent.Team(helpers, successors),
                limits);
    }

    private static ToolCall ask(String id, String agent, String task) {
        return new ToolCall(id, "ask_" + agent, "{\"task\":\"" + task + "\"}");
    }

    private static ToolCall call(String id, String name) {
        return new ToolCall(id, name, "{}");
    }

    private Event.ApprovalRequest request(Core core, Accepted accepted)
            throws InterruptedException {
        var seen =
                core.follow(
                        accepted.conversation(),
                        0,
                        event -> event instanceof Event.ApprovalRequest);
        return (Event.ApprovalRequest) seen.getLast().event();
    }

    private static void answer(Core core, Accepted accepted, Event.ApprovalRequest request)
            throws InterruptedException {
        var command = new Command.Answer(accepted.run(), request.approval(), true);
        for (var left = 200; ; left--) {
            try {
                core.runs.command(Core.OWNER, accepted.conversation(), command);
                return;
            } catch (Problem e) {
                // A run that was just taken up may not have come to its question yet.
                if (left == 0) {
                    throw e;
                }
                Thread.sleep(20);
            }
        }
    }

    private static boolean isText(Event event, String text) {
        return event instanceof Event.TextDelta delta && delta.text().equals(text);
    }

    private static Outcome outcome(List<Entry> seen) {
        return ((Event.RunEnd) seen.getLast().event()).outcome();
    }

    private static Message reply(Core core, Accepted accepted) {
        try (var conversation = core.conversations.open(accepted.conversation())) {
            return Transcript.latest(conversation, core.store, 10).messages().getLast();
        }
    }

    private static List<Part.Delegation> helpers(Message reply) {
        return helpers(reply.parts());
    }

    private static List<Part.Delegation> helpers(List<Part> parts) {
        return parts.stream()
                .filter(Part.Delegation.class::isInstance)
                .map(Part.Delegation.class::cast)
                .toList();
    }

    private static List<Part.Tool> tools(Message reply) {
        return reply.parts().stream()
                .filter(Part.Tool.class::isInstance)
                .map(Part.Tool.class::cast)
                .toList();
    }

    private static String text(Part.Delegation helper) {
        return helper.parts().stream()
                .filter(Part.Text.class::isInstance)
                .map(part -> ((Part.Text) part).text())
                .collect(Collectors.joining());
    }

    /** What the model of that agent was asked in its first call. */
    private String turns(int number, String agent) {
        var prompts =
                heard.stream().filter(prompt -> prompt.instruction().startsWith(agent)).toList();
        return ((Prompt.User) prompts.get(number - 1).turns().getFirst()).text();
    }
}
