package runnel.llm.langchain;

/** What differs between the wires of providers, as far as the transport must know it. */
enum Dialect {
    OPENAI("\"finish_reason\""),
    GEMINI("\"finishReason\""),
    ANTHROPIC("\"stop_reason\""),
    OLLAMA("\"done_reason\"");

    private final String finishField;

    Dialect(String finishField) {
        this.finishField = finishField;
    }

    /** The field that says why an answer ends, in quotes. */
    String finishField() {
        return finishField;
    }
}
