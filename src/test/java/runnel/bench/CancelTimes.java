package runnel.bench;

import java.io.IOException;
import java.util.Arrays;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import runnel.base.Clock;
import runnel.llm.Model;
import runnel.llm.Prompt;
import runnel.llm.langchain.Limits;
import runnel.llm.langchain.OpenAiProvider;
import runnel.llm.langchain.Transport;
import runnel.testkit.FakeUpstream;

/**
 * Measures how soon a provider sees that an answer is no longer wanted, phase by phase. Argument:
 * rounds.
 */
final class CancelTimes {
    private static final Prompt HELLO =
            new Prompt("", List.of(new Prompt.User("hi")), List.of(), "");

    private static final int WARM_UP = 5;

    private final int rounds;

    private CancelTimes(int rounds) {
        this.rounds = rounds;
    }

    /** What the upstream does until the phase is reached. */
    private interface Phase {
        void reach(FakeUpstream.Line line) throws Exception;
    }

    public static void main(String[] args) throws Exception {
        var times = new CancelTimes(Integer.parseInt(args[0]));
        times.measure("before the headers", line -> {});
        times.measure("before the first piece", FakeUpstream.Line::head);
        times.measure("amid the answer", line -> line.head().text("one "));
        times.measure(
                "amid a flood",
                line -> {
                    line.head();
                    for (var i = 0; i < 200; i++) {
                        line.text("word ");
                    }
                });
    }

    private void measure(String name, Phase phase) throws Exception {
        for (var round = 0; round < WARM_UP; round++) {
            once(phase);
        }
        var millis = new double[rounds];
        for (var round = 0; round < rounds; round++) {
            millis[round] = once(phase) / 1e6;
        }
        Arrays.sort(millis);
        System.out.printf(
                "%-24s median %.2f ms, 95%% %.2f ms, worst %.2f ms%n",
                name, millis[rounds / 2], millis[rounds * 95 / 100], millis[rounds - 1]);
    }

    private static long once(Phase phase) throws Exception {
        var reached = new CountDownLatch(1);
        var closed = new CompletableFuture<Long>();
        FakeUpstream.Script script =
                line -> {
                    phase.reach(line);
                    reached.countDown();
                    closed.complete(line.awaitClosed());
                };
        try (var upstream = new FakeUpstream(script);
                var transport = new Transport(Limits.DEFAULT, Clock.system())) {
            var model = new OpenAiProvider("fake", upstream.url(), "", transport).model("m");
            var thread = Thread.ofVirtual().start(() -> stream(model));
            reached.await();
            Thread.sleep(20);
            var from = System.nanoTime();
            thread.interrupt();
            thread.join();
            return closed.get() - from;
        } catch (IOException e) {
            throw new IllegalStateException(e);
        }
    }

    private static void stream(Model model) {
        try {
            model.stream(HELLO, new Deaf());
        } catch (InterruptedException e) {
            // As arranged.
        }
    }

    private static final class Deaf implements Model.Sink {
        @Override
        public void text(String piece) {}

        @Override
        public void reasoning(String piece) {}
    }
}
