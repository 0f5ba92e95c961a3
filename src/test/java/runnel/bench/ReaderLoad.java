package runnel.bench;

import com.sun.management.OperatingSystemMXBean;
import java.lang.management.ManagementFactory;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.atomic.LongAdder;
import runnel.base.Clock;
import runnel.llm.Model;
import runnel.llm.Prompt;
import runnel.llm.langchain.Limits;
import runnel.llm.langchain.OpenAiProvider;
import runnel.llm.langchain.Transport;

/**
 * Measures what it costs to read many answers at once: CPU time per token of this process, upstream
 * excluded.
 *
 * <p>Arguments: base URL, streams, rounds. The upstream decides on tokens and pace.
 */
final class ReaderLoad {
    private ReaderLoad() {}

    public static void main(String[] args) throws InterruptedException {
        var streams = Integer.parseInt(args[1]);
        try (var transport = new Transport(Limits.DEFAULT, Clock.system())) {
            var model = new OpenAiProvider("load", args[0], "", transport).model("m");
            for (var round = 1; round <= Integer.parseInt(args[2]); round++) {
                round(round, streams, model);
            }
        }
    }

    private static void round(int number, int streams, Model model) throws InterruptedException {
        var tokens = new LongAdder();
        var failed = new LongAdder();
        var done = new CountDownLatch(streams);
        var cpu = cpuNanos();
        var start = System.nanoTime();
        for (var i = 0; i < streams; i++) {
            Thread.ofVirtual()
                    .start(() -> {
                        try {
                            model.stream(
                                    new Prompt("", List.of(new Prompt.User("hi")), List.of(), ""),
                                    new Counting(tokens));
                        } catch (InterruptedException | RuntimeException e) {
                            failed.increment();
                            if (failed.sum() == 1) {
                                e.printStackTrace();
                            }
                        } finally {
                            done.countDown();
                        }
                    });
        }
        done.await();
        var seconds = (System.nanoTime() - start) / 1e9;
        var used = cpuNanos() - cpu;
        System.out.printf(
                "round %d: %d streams, %d tokens in %.1f s, %d failed, CPU %.1f us per token, %.0f%% of a core%n",
                number,
                streams,
                tokens.sum(),
                seconds,
                failed.sum(),
                used / 1e3 / Math.max(1, tokens.sum()),
                used / 1e7 / seconds);
    }

    private static long cpuNanos() {
        return ((OperatingSystemMXBean) ManagementFactory.getOperatingSystemMXBean())
                .getProcessCpuTime();
    }

    private record Counting(LongAdder tokens) implements Model.Sink {
        @Override
        public void text(String piece) {
            tokens.increment();
        }

        @Override
        public void reasoning(String piece) {}
    }
}
