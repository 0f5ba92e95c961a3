package runnel.bi;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.MissingNode;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import runnel.llm.Model;
import runnel.llm.Usage;
import runnel.workflow.Scope;

/** The world of steps that are done without a run: nobody looks on. */
final class ToolScope implements Scope {
    private final String question;
    private final String owner;
    private final Optional<JsonNode> before;
    private final Optional<Model> model;
    private final Map<String, JsonNode> outputs = new LinkedHashMap<>();
    private final Map<String, String> said = new LinkedHashMap<>();
    private final StringBuilder saying = new StringBuilder();

    ToolScope(String question, String owner) {
        this(question, owner, Optional.empty(), Optional.empty());
    }

    /**
     * @param before what the first step made of the question before
     */
    ToolScope(String question, String owner, Optional<JsonNode> before, Optional<Model> model) {
        this.question = question;
        this.owner = owner;
        this.before = before;
        this.model = model;
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
        return model.orElseThrow(() -> new IllegalStateException("there is no model here"));
    }

    @Override
    public String owner() {
        return owner;
    }

    @Override
    public void spent(Usage usage) {
        // Nobody counts here.
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
        return before.orElseGet(MissingNode::getInstance);
    }
}
