package runnel.agent;

import runnel.tool.Toolbox;

/**
 * Who answers.
 *
 * @param instruction the system text for the model; empty for none
 * @param tools what it can do besides talking
 * @param rounds model calls that ask for tools, at most, in one reply
 */
public record Agent(String name, String instruction, Toolbox tools, int rounds) {
    /** Enough for research, few enough to notice one that runs in circles. */
    public static final int ROUNDS = 12;

    public Agent {
        if (rounds < 0) {
            throw new IllegalArgumentException("rounds must not be negative");
        }
    }

    /** An agent without tools. */
    public Agent(String name, String instruction) {
        this(name, instruction, Toolbox.EMPTY, 0);
    }

    /** The same agent, which is told something more. */
    public Agent told(String more) {
        if (more.isEmpty()) {
            return this;
        }
        var told = instruction.isEmpty() ? more : instruction + "\n\n" + more;
        return new Agent(name, told, tools, rounds);
    }
}
