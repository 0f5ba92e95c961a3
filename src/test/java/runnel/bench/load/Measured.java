package runnel.bench.load;

import java.util.Map;

/**
 * What a measurement brought.
 *
 * @param used what each program used of the machine meanwhile, by name
 */
public record Measured(Tally tally, double seconds, Map<String, Program.Use> used) {
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
