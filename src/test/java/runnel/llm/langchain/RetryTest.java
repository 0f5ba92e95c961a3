package runnel.llm.langchain;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;
import org.junit.jupiter.api.Test;
import runnel.base.Clock;

class RetryTest {
    private static final Instant NOW = Instant.parse("2026-01-01T00:00:00Z");

    private final Retry retry = new Retry(Limits.DEFAULT, Clock.fixed(NOW));
    private final Endpoint endpoint = new Endpoint("x", List.of());

    @Test
    void obeysTheProvider() {
        assertThat(after(0, "2")).hasValue(2_000);
        assertThat(after(0, "0.5")).hasValue(500);
        assertThat(after(0, "Thu, 01 Jan 2026 00:00:07 GMT")).hasValue(7_000);
        assertThat(after(0, "Wed, 31 Dec 2025 23:00:00 GMT")).hasValue(0);
        assertThat(after(0, "61")).isEmpty();
        assertThat(after(0, "1e300")).isEmpty();
    }

    @Test
    void doublesTheWaitAndEnds() {
        assertThat(after(0, "soon").getAsLong()).isBetween(250L, 500L);
        assertThat(after(1, "soon").getAsLong()).isBetween(500L, 1_000L);
        assertThat(after(2, "soon")).isEmpty();
        assertThat(after(2, "1")).isEmpty();
    }

    @Test
    void knowsWhatNoWaitHelps() {
        for (var status : new int[] {400, 401, 403, 404, 413, 422, 501, 302}) {
            assertThat(retry.delayMillis(0, endpoint.status(status, "", Optional.empty())))
                    .isEmpty();
        }
        for (var status : new int[] {408, 429, 500, 502, 503, 504, 529}) {
            assertThat(retry.delayMillis(0, endpoint.status(status, "", Optional.empty())))
                    .isPresent();
        }
    }

    private OptionalLong after(int attempt, String header) {
        return retry.delayMillis(attempt, endpoint.status(429, "", Optional.of(header)));
    }
}
