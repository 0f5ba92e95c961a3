package runnel.agent;

import com.fasterxml.jackson.databind.JsonNode;
import runnel.tool.Tool;
import runnel.tool.ToolOutput;
import runnel.tool.ToolSpec;

/** Hands the conversation over to another agent, which answers from then on. */
record HandoverTool(Agent agent) implements Tool {
    static final String NOTE = "note";
    private static final String PARAMETERS =
            """
            {"type":"object","properties":{"note":{"type":"string","description":\
            "What the other agent should know, in one or two sentences."}}}\
            """;

    @Override
    public ToolSpec spec() {
        return new ToolSpec(
                "hand_over_to_" + agent.name(),
                "Lets the agent \"%s\" answer instead of you. %s"
                        .formatted(agent.name(), agent.face().description("en"))
                        .strip(),
                PARAMETERS);
    }

    @Override
    public ToolOutput call(JsonNode arguments, Caller caller) {
        return ToolOutput.of("The agent \"%s\" answers from here on.".formatted(agent.name()));
    }
}
