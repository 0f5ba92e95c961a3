package runnel.wire;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import runnel.base.Problem;
import runnel.testkit.NativeReader;
import runnel.testkit.TestServer;

/** Two servers never write the same data. */
class SecondServerTest {
    @TempDir Path directory;

    @Test
    void aSecondServerIsRefusedAndHarmsNothing() throws Exception {
        try (var server = TestServer.start(directory);
                var stream = server.http().say("c", "word ".repeat(200) + "end")) {
            var reader = new NativeReader().readChars(stream, 40);
            assertThatThrownBy(() -> TestServer.start(directory).close())
                    .isInstanceOfSatisfying(
                            Problem.class,
                            problem -> {
                                assertThat(problem.code()).isEqualTo("data-in-use");
                                assertThat(problem.values())
                                        .containsExactly(
                                                directory.toString(),
                                                Long.toString(ProcessHandle.current().pid()));
                            });
            assertThat(reader.read(stream).text()).endsWith("end");
        }
        TestServer.start(directory).close();
    }
}
