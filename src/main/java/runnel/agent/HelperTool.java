package runnel.agent;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.List;
import java.util.Optional;
import runnel.conversation.Message.Part;
import runnel.event.Outcome;
import runnel.llm.Usage;
import runnel.tool.Tool;
import runnel.tool.ToolFailure;
import runnel.tool.ToolOutput;
import runnel.tool.ToolSpec;

/** Gives a task to another agent, which works on it in a reply of its own within this one. */
record HelperTool(Agent agent) implements Tool {
    private static final String PARAMETERS =
            """
            {"type":"object","properties":{"task":{"type":"string","description":\
            "All that it needs to know, and what it shall bring back."}},"required":["task"]}\
            """;

    @Override
    public ToolSpec spec() {
        return new ToolSpec(
                "ask_" + agent.name(),
                "Gives a task to the agent \"%s\". %s It knows nothing of this conversation but the task."
                        .formatted(agent.name(), agent.face().description("en")),
                PARAMETERS);
    }

    @Override
    public int timeoutMillis() {
        return agent.limits().seconds() * 1_000;
    }

    @Override
    public ToolOutput call(JsonNode arguments, Caller caller) {
        throw new IllegalStateException("a helper works at a place in a reply");
    }

    /** A helper at work. */
    static final class Begun implements Tool {
        private final HelperTool tool;
        private final AgentContext.Delegate context;
        private final AgentLoop loop;
        private final String task;

        /**
         * @param context in which it works
         */
        Begun(HelperTool tool, AgentContext.Delegate context, String task) {
            this.tool = tool;
            this.context = context;
            this.loop = new AgentLoop(context);
            this.task = task;
        }

        @Override
        public ToolSpec spec() {
            return tool.spec();
        }

        @Override
        public ToolOutput call(JsonNode arguments, Caller caller) throws InterruptedException {
            if (task.isBlank()) {
                throw new ToolFailure("The task is missing.");
            }
            var result = loop.run();
            var text = result.text().strip();
            if (result.outcome() == Outcome.TRUNCATED) {
                text += "\n(The answer breaks off here.)";
            }
            return new ToolOutput(text.isBlank() ? "(nothing)" : text, loop.sources());
        }

        /** Nothing more is heard of it. */
        void stop() {
            context.stop();
        }

        Usage usage() {
            return loop.usage();
        }
    }

    /** The task in the arguments of a call; empty where there is none. */
    static String task(JsonNode arguments) {
        return arguments.path("task").asText("");
    }

    /** Where a call's helper has begun to work, if it has. */
    static Optional<Part.Delegation> begun(List<Part> parts, int call) {
        return parts.stream()
                .filter(Part.Delegation.class::isInstance)
                .map(Part.Delegation.class::cast)
                .filter(helper -> helper.call() == call)
                .findFirst();
    }
}
