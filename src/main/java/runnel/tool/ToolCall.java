package runnel.tool;

/**
 * A model's wish to use a tool.
 *
 * @param id unique within a run; made by us where the provider sends none
 * @param arguments JSON text as the model wrote it, perhaps broken
 */
public record ToolCall(String id, String name, String arguments) {}
