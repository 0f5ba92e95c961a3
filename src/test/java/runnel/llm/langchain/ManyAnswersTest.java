package runnel.llm.langchain;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.concurrent.CountDownLatch;
import java.util.concurrent.CyclicBarrier;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import runnel.llm.Finish;
import runnel.testkit.Heard;

/** Answers do not wait for one another, however many there are. */
@Timeout(60)
class ManyAnswersTest {
    private static final int STREAMS = 400;

    @Test
    void goOnTogether() throws Exception {
        // The upstream sends the second word only when every stream has had its first.
        var together = new CyclicBarrier(STREAMS);
        var whole = new AtomicInteger();
        var done = new CountDownLatch(STREAMS);
        try (var up =
                new Upstreams(
                        Limits.DEFAULT,
                        line -> {
                            line.head().text("one ");
                            together.await(30, TimeUnit.SECONDS);
                            line.text("two").finish("stop");
                        })) {
            for (var i = 0; i < STREAMS; i++) {
                Thread.ofVirtual()
                        .start(() -> {
                            var heard = new Heard();
                            try {
                                var reply = up.model.stream(Upstreams.HELLO, heard);
                                if (reply.finish() == Finish.STOP
                                        && heard.text().equals("one two")) {
                                    whole.incrementAndGet();
                                }
                            } catch (InterruptedException | RuntimeException e) {
                                // Counted by its absence.
                            } finally {
                                done.countDown();
                            }
                        });
            }
            assertThat(done.await(40, TimeUnit.SECONDS)).isTrue();
            assertThat(whole).hasValue(STREAMS);
            assertThat(up.upstream.connections()).isEqualTo(STREAMS);
        }
    }
}
