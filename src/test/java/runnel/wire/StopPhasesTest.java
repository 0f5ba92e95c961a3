package runnel.wire;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import runnel.testkit.ShiftingServer;
import runnel.testkit.Stops;

/** Stop works wherever an answer is, and reaches whoever is at work for it. */
@Timeout(180)
class StopPhasesTest {
    /** Generous, since others may use the machine; the bench of the same name measures it. */
    private static final long ENOUGH = TimeUnit.SECONDS.toNanos(5);

    @TempDir Path data;

    @Test
    void each_phase_ends_as_cancelled() throws Exception {
        ShiftingServer.require();
        try (var stops = new Stops(data)) {
            for (var phase : Stops.Phase.values()) {
                var stopped = stops.stop(phase);
                assertThat(stopped.outcome()).as(phase.name()).isEqualTo("cancelled");
                assertThat(stopped.endNanos()).as(phase.name()).isLessThan(ENOUGH);
                assertThat(stopped.reachNanos().orElse(0)).as(phase.name()).isLessThan(ENOUGH);
            }
        }
    }
}
