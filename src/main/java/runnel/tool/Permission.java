package runnel.tool;

/** Whether an agent may use a tool. */
public enum Permission {
    ALLOW,
    /** The owner is asked each time. */
    ASK,
    /** The agent is not even told of it. */
    DENY
}
