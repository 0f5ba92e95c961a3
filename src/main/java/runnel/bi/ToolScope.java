package runnel.bi;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.MissingNode;
import java.util.LinkedHashMap;
import java.util.Map;
import runnel.llm.Model;
import runnel.llm.Usage;
import runnel.workflow.Scope;

/** The world of steps that are done inside a tool: nobody looks on, nothing came before. */
final class ToolScope implements Scope {
    private final String question;
    private final String owner;
    private final Map<String, JsonNode> outputs = new LinkedHashMap<>();
    private final Map<String, String> said = new LinkedHashMap<>();
    private final StringBuilder saying = new StringBuilder();

    ToolScope(String question, String owner) {
        this.question = question;
        this.owner = owner;
    }

    /** Keeps what a step returned, and what it has said. */
    void keep(String step, JsonNode output) {
        outputs.put(step, output);
        said.put(step, saying.toString());
        saying.setLength(0);
    }

    String said(String step) {
        return said.getOrDefault(step, "");
    }

    @Override
    public String question() {
        return question;
    }

    @Override
    public Model model() {
        throw new IllegalStateException("a tool asks no model");
    }

    @Override
    public String owner() {
        return owner;
    }

    @Override
    public void spent(Usage usage) {
        throw new IllegalStateException("a tool asks no model");
    }

    @Override
    public void say(String text) {
        saying.append(text);
    }

    @Override
    public JsonNode of(String step) {
        return outputs.getOrDefault(step, MissingNode.getInstance());
    }

    @Override
    public JsonNode before(String step) {
        return MissingNode.getInstance();
    }
}
