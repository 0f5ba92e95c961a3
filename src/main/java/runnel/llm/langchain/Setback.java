package runnel.llm.langchain;

import java.util.Optional;
import runnel.base.Problem;

/**
 * A request that failed before its answer began.
 *
 * @param problem what is reported if it stays so
 * @param passing whether the same request may succeed later
 * @param refusesUsage whether it may succeed at once when the tokens used are not asked for
 * @param retryAfter the provider's header of that name
 */
record Setback(
        Problem problem, boolean passing, boolean refusesUsage, Optional<String> retryAfter) {
    static Setback passing(Problem problem) {
        return new Setback(problem, true, false, Optional.empty());
    }
}
