package runnel.sim;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A short soak in every test run; {@link CrashSoak} is the long one. */
class CrashTest {
    private static final int ROUNDS = Integer.getInteger("soak.rounds", 10);
    private static final long SEED = Long.getLong("soak.seed", 1);

    @TempDir Path directory;

    @Test
    void nothingThatWasShownOrAcceptedIsLost() throws Exception {
        try (var soak = new CrashSoak(directory, SEED, System.out)) {
            var summary = soak.run(ROUNDS);
            assertThat(summary.takenUp()).isPositive();
            assertThat(summary.givenUp()).isPositive();
        }
    }
}
