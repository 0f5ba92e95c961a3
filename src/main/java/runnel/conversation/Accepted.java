package runnel.conversation;

/**
 * A command was accepted and is durable.
 *
 * @param run the run that will answer or is concerned
 * @param seq seq of the entry that says so
 */
public record Accepted(String conversation, String message, String run, long seq) {}
