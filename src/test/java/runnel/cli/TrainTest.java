package runnel.cli;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

/** What the launcher has the program do once, so that it starts quickly from then on. */
class TrainTest {
    @Test
    void everything_that_is_trained_works() throws Exception {
        assertThat(new TrainCommand().call()).isEqualTo(ExitCode.OK);
    }
}
