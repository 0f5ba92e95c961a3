package runnel.llm.langchain;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import runnel.base.Clock;

final class WatchdogTest {
    @Test
    void a_connection_that_cannot_be_closed_leaves_the_others_watched() throws Exception {
        var failed = new CountDownLatch(2);
        var stopped = new CountDownLatch(1);
        Runnable fails =
                () -> {
                    failed.countDown();
                    throw new IllegalStateException("not leased");
                };
        try (var watchdog = new Watchdog(Clock.system(), () -> {});
                var bad = watchdog.watch(10, fails)) {
            assertThat(failed.await(20, TimeUnit.SECONDS)).isTrue();
            assertThat(bad.fired()).isTrue();
            try (var good = watchdog.watch(10, stopped::countDown)) {
                assertThat(stopped.await(20, TimeUnit.SECONDS)).isTrue();
                assertThat(good.fired()).isTrue();
            }
        }
    }
}
