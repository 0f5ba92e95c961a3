package runnel.llm.langchain;

import runnel.llm.PictureLimits;

/** What differs between the wires of providers, as far as the transport must know it. */
enum Dialect {
    /** OpenAI takes pictures of 20 MB, and 50 MB in a request, encoding included. */
    OPENAI("\"finish_reason\"", new PictureLimits(20_000_000, 36_000_000)),

    /** Google takes requests of 100 MB, encoding included, which is beyond our own limits. */
    GEMINI("\"finishReason\"", new PictureLimits(20_000_000, 36_000_000)),

    /** Anthropic takes pictures of 5 MB when encoded, and requests of 32 MB. */
    ANTHROPIC("\"stop_reason\"", new PictureLimits(3_750_000, 22_500_000)),

    /** Ollama names no limit; what is ours already. */
    OLLAMA("\"done_reason\"", new PictureLimits(20_000_000, 36_000_000));

    private final String finishField;

    private final PictureLimits pictures;

    Dialect(String finishField, PictureLimits pictures) {
        this.finishField = finishField;
        this.pictures = pictures;
    }

    /** What its provider takes, as it says itself; room for the words is left. */
    PictureLimits pictures() {
        return pictures;
    }

    /** The field that says why an answer ends, in quotes. */
    String finishField() {
        return finishField;
    }
}
