package runnel.tool;

/**
 * What a model is told about a tool.
 *
 * @param name unique within one agent, {@code [a-zA-Z0-9_-]{1,64}}
 * @param description what it does and when to use it, for the model
 * @param parameters a JSON Schema of type object, as JSON text
 */
public record ToolSpec(String name, String description, String parameters) {}
