package runnel.tool;

/**
 * What came of a tool call: text for the model; {@code failed} when the text says what went wrong.
 */
public record ToolResult(ToolCall call, String text, boolean failed) {}
