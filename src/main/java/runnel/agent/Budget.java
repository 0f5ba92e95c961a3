package runnel.agent;

import java.util.Collection;
import java.util.List;
import org.jspecify.annotations.Nullable;
import runnel.conversation.Message.Part;
import runnel.conversation.Step;
import runnel.llm.Usage;

/**
 * What a reply may still take, and what it has taken. Helpers have one of their own, and all that
 * they take counts for those above them too. Thread-safe.
 */
public final class Budget {
    private final Agent.Limits limits;
    private final long fromMillis;
    private final @Nullable Budget above;
    private int rounds;
    private Usage used = Usage.NONE;

    /**
     * @param above of the agent that asked for help; null where a person did
     */
    Budget(Agent.Limits limits, long fromMillis, @Nullable Budget above) {
        this.limits = limits;
        this.fromMillis = fromMillis;
        this.above = above;
    }

    /** Counts what an earlier attempt has taken; those above have counted it themselves. */
    synchronized void resume(List<Part> parts, Collection<Step> steps) {
        rounds += rounds(parts, steps);
        used = used.plus(usage(parts, steps));
    }

    /** Whether another round of tool calls may be worked on; it counts at once if so. */
    boolean takeRound(long nowMillis) {
        if (!hasRoom(nowMillis)) {
            return false;
        }
        addRound();
        return true;
    }

    void spend(Usage usage) {
        synchronized (this) {
            used = used.plus(usage);
        }
        if (above != null) {
            above.spend(usage);
        }
    }

    /** All tokens so far, those of helpers included. */
    synchronized Usage used() {
        return used;
    }

    /** Milliseconds that are left at most, from now on. */
    long leftMillis(long nowMillis) {
        var left = Math.max(0, fromMillis + limits.seconds() * 1_000L - nowMillis);
        return above == null ? left : Math.min(left, above.leftMillis(nowMillis));
    }

    private boolean hasRoom(long nowMillis) {
        synchronized (this) {
            if (rounds >= limits.rounds() || used.input() + used.output() > limits.tokens()) {
                return false;
            }
        }
        return leftMillis(nowMillis) > 0 && (above == null || above.hasRoom(nowMillis));
    }

    private void addRound() {
        synchronized (this) {
            rounds++;
        }
        if (above != null) {
            above.addRound();
        }
    }

    private static int rounds(List<Part> parts, Collection<Step> steps) {
        return steps.size()
                + helpers(parts).stream()
                        .mapToInt(helper -> rounds(helper.parts(), helper.steps()))
                        .sum();
    }

    /** What a reply has taken by the log, that of its helpers included. */
    public static Usage usage(List<Part> parts, Collection<Step> steps) {
        var usage = Usage.NONE;
        for (var step : steps) {
            usage =
                    usage.plus(
                            new Usage(
                                    step.inputTokens(),
                                    step.cachedTokens(),
                                    step.outputTokens(),
                                    step.reasoningTokens()));
        }
        for (var helper : helpers(parts)) {
            var tokens = helper.tokens();
            usage =
                    usage.plus(
                            helper.ended()
                                    ? new Usage(
                                            tokens.input(),
                                            tokens.cached(),
                                            tokens.output(),
                                            tokens.reasoning())
                                    : usage(helper.parts(), helper.steps()));
        }
        return usage;
    }

    private static List<Part.Delegation> helpers(List<Part> parts) {
        return parts.stream()
                .filter(Part.Delegation.class::isInstance)
                .map(Part.Delegation.class::cast)
                .toList();
    }
}
