package runnel.run;

import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Queue;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.stream.Collectors;
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
import runnel.testkit.Await;
import runnel.testkit.Core;
import runnel.testkit.ScriptedModel;
import runnel.tool.Tool;
import runnel.tool.ToolCall;
import runnel.tool.Toolbox;

/** Agents whose models play parts, and what is seen of them. */
final class Cast {
    /** What each agent's model does, call by call; the agent is told by its instruction. */
    private final Map<String, Queue<ScriptedModel.Script>> parts = new ConcurrentHashMap<>();

    /** All prompts, in their order. */
    final List<Prompt> heard = new CopyOnWriteArrayList<>();

    /** Forgets what is left to play. */
    void clear() {
        parts.clear();
    }

    Core core(Path directory, Agent... all) {
        var others = Arrays.copyOfRange(all, 1, all.length);
        return new Core(directory, model(), Agents.of(all[0], others));
    }

    ScriptedModel model() {
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

    void plays(String agent, ScriptedModel.Script... scripts) {
        parts.computeIfAbsent(agent, name -> new ConcurrentLinkedQueue<>())
                .addAll(List.of(scripts));
    }

    /** Asks the other for help as long as it is offered. */
    static ScriptedModel.Script deeper(String other) {
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

    static ScriptedModel.Script says(String text) {
        return ScriptedModel.says(asked -> List.of(text), 0);
    }

    static ScriptedModel.Script hangsAfter(String text) {
        return (prompt, sink) -> {
            sink.text(text);
            Thread.sleep(120_000);
            return ScriptedModel.done();
        };
    }

    static Agent boss(List<String> helpers, Tool... tools) {
        return agent("boss", Agent.Limits.DEFAULT, helpers, List.of(), tools);
    }

    static Agent agent(String name, Tool... tools) {
        return agent(name, Agent.Limits.DEFAULT, List.of(), List.of(), tools);
    }

    static Agent agent(
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

    static ToolCall ask(String id, String agent, String task) {
        return new ToolCall(id, "ask_" + agent, "{\"task\":\"" + task + "\"}");
    }

    static ToolCall call(String id, String name) {
        return new ToolCall(id, name, "{}");
    }

    /** What the model of that agent was asked in its first call. */
    String turns(int number, String agent) {
        var prompts =
                heard.stream().filter(prompt -> prompt.instruction().startsWith(agent)).toList();
        return ((Prompt.User) prompts.get(number - 1).turns().getFirst()).text();
    }

    static Event.ApprovalRequest request(Core core, Accepted accepted) throws InterruptedException {
        var seen =
                core.follow(
                        accepted.conversation(),
                        0,
                        event -> event instanceof Event.ApprovalRequest);
        return (Event.ApprovalRequest) seen.getLast().event();
    }

    static void answer(Core core, Accepted accepted, Event.ApprovalRequest request)
            throws Exception {
        answer(core, accepted, request, true);
    }

    /** A run that was just taken up may not have come to its question yet. */
    static void answer(Core core, Accepted accepted, Event.ApprovalRequest request, boolean allow)
            throws Exception {
        var command = new Command.Answer(accepted.run(), request.approval(), allow);
        Await.until(
                "the answer is taken",
                () -> {
                    try {
                        core.runs.command(Core.OWNER, accepted.conversation(), command);
                        return true;
                    } catch (Problem e) {
                        return false;
                    }
                });
    }

    static boolean isText(Event event, String text) {
        return event instanceof Event.TextDelta delta && delta.text().equals(text);
    }

    static Outcome outcome(List<Entry> seen) {
        return ((Event.RunEnd) seen.getLast().event()).outcome();
    }

    static Message reply(Core core, Accepted accepted) {
        try (var conversation = core.conversations.open(accepted.conversation())) {
            return Transcript.latest(conversation, core.store, 10).messages().getLast();
        }
    }

    static List<Part.Delegation> helpers(Message reply) {
        return helpers(reply.parts());
    }

    static List<Part.Delegation> helpers(List<Part> parts) {
        return parts.stream()
                .filter(Part.Delegation.class::isInstance)
                .map(Part.Delegation.class::cast)
                .toList();
    }

    static List<Part.Tool> tools(Message reply) {
        return reply.parts().stream()
                .filter(Part.Tool.class::isInstance)
                .map(Part.Tool.class::cast)
                .toList();
    }

    static String text(Part.Delegation helper) {
        return helper.parts().stream()
                .filter(Part.Text.class::isInstance)
                .map(part -> ((Part.Text) part).text())
                .collect(Collectors.joining());
    }
}
