package runnel.llm;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.List;
import org.junit.jupiter.api.Test;
import runnel.base.Problem;

/** What an answer costs, from prices for a million tokens. */
class PricesTest {
    @Test
    void what_is_read_from_the_cache_has_its_own_price() {
        var prices = Prices.of("$", List.of("openai/small 0.25 0.025 2", "gemini/* 0.3 0.03 2.5"));
        // 900,000 fresh, 100,000 cached, 10,000 written.
        assertThat(prices.of("openai/small", 1_000_000, 100_000, 10_000)).hasValue("$0.25");
        assertThat(prices.of("gemini/any", 1_000, 0, 100)).hasValue("$0.00055");
        assertThat(prices.of("openai/small-2", 1_000, 0, 100)).isEmpty();
    }

    @Test
    void what_cannot_be_read_is_named() {
        assertThatThrownBy(() -> Prices.of("$", List.of("openai/small cheap")))
                .isInstanceOfSatisfying(
                        Problem.class,
                        problem ->
                                assertThat(problem.values()).containsExactly("openai/small cheap"));
    }
}
