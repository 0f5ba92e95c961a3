package runnel.llm;

/** Why a model stopped writing. */
public enum Finish {
    STOP,
    /** It reached the limit of output tokens. */
    LENGTH,
    TOOL_CALLS,
    /** The provider withheld the rest. */
    FILTERED,
    /** The stream ended without a reason: the reply is probably not whole. */
    TRUNCATED
}
