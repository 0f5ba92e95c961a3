package runnel.agent;

import java.util.List;
import runnel.tool.Toolbox;

/**
 * Who answers.
 *
 * @param name by which it is chosen: {@code [a-z0-9][a-z0-9_-]*}
 * @param face what people see of it
 * @param instruction the system text for the model; empty for none
 * @param model full name of the model it wants; empty for the one that answers by default
 * @param tools what it can do besides talking
 * @param team the other agents that it may turn to
 */
public record Agent(
        String name,
        Face face,
        String instruction,
        String model,
        Toolbox tools,
        Team team,
        Limits limits) {
    /** Enough for research, few enough to notice one that runs in circles. */
    public static final int ROUNDS = 12;

    /** Half an hour: who waits longer has gone. */
    public static final int SECONDS = 1_800;

    /** What a conversation with tools needs many times over. */
    public static final long TOKENS = 2_000_000;

    /** An agent that people see by its name only, with the usual limits but for the rounds. */
    public Agent(String name, String instruction, Toolbox tools, int rounds) {
        this(
                name,
                Face.NONE,
                instruction,
                "",
                tools,
                Team.NONE,
                new Limits(rounds, SECONDS, TOKENS));
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
        return new Agent(name, face, told, model, tools, team, limits);
    }

    /**
     * The other agents that one may turn to, by name.
     *
     * @param helpers those it may give a task, each as a tool
     * @param successors those it may hand the conversation over to
     */
    public record Team(List<String> helpers, List<String> successors) {
        public static final Team NONE = new Team(List.of(), List.of());

        public Team {
            helpers = List.copyOf(helpers);
            successors = List.copyOf(successors);
        }

        public boolean isEmpty() {
            return helpers.isEmpty() && successors.isEmpty();
        }
    }

    /**
     * How much one reply may take, that of all helpers included.
     *
     * @param rounds model calls that ask for tools
     * @param seconds after which nothing new is begun
     * @param tokens read and written, after which nothing new is begun
     * @param history tokens of the conversation that its model is given; 0 for as many as that
     *     model usually is
     */
    public record Limits(int rounds, int seconds, long tokens, int history) {
        public static final Limits DEFAULT = new Limits(ROUNDS, SECONDS, TOKENS);

        /** With the usual history. */
        public Limits(int rounds, int seconds, long tokens) {
            this(rounds, seconds, tokens, 0);
        }

        public Limits {
            if (rounds < 0 || seconds < 0 || tokens < 0 || history < 0) {
                throw new IllegalArgumentException("a limit must not be negative");
            }
        }
    }
}
