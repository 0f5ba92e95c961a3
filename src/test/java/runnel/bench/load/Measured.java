package runnel.bench.load;

import java.util.Map;

/**
 * What a measurement brought.
 *
 * @param used what each program used of the machine meanwhile, by name
 */
public record Measured(Tally tally, double seconds, Map<String, Program.Use> used) {
    /** The name under which the use of the whole machine is kept. */
    static final String MACHINE = "machine";

    /** How many cores all programs of the machine kept busy, those that were not measured too. */
    public double busyCores() {
        return used.get(MACHINE).cpuSeconds() / seconds;
    }

    public double tokensPerSecond() {
        return tally.tokens() / seconds;
    }

    public double eventsPerSecond() {
        return tally.events() / seconds;
    }

    /** Processor time of a program for each token that arrived, in microseconds. */
    public double microsPerToken(String program) {
        return used.get(program).cpuSeconds() * 1e6 / (tally.tokens() + tally.slowTokens());
    }
}
