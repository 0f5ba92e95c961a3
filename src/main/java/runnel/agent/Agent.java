package runnel.agent;

/**
 * Who answers: a name and an instruction.
 *
 * @param instruction the system text for the model; empty for none
 */
public record Agent(String name, String instruction) {}
