package runnel.run;

import java.util.List;
import java.util.concurrent.atomic.AtomicReference;
import org.slf4j.MDC;
import runnel.workflow.WorkflowContext.Task;

/** Steps of a workflow at the same time, each on a virtual thread of its own. */
final class Together {
    private final AtomicReference<Throwable> failure = new AtomicReference<>();
    private final List<Thread> threads;
    private final String run;

    private Together(String run, List<Task> tasks) {
        this.run = run;
        this.threads =
                tasks.stream()
                        .map(task ->
                                Thread.ofVirtual().name(run + "-step").unstarted(() -> work(task)))
                        .toList();
    }

    /** Returns when all have ended; throws what the first that failed has thrown. */
    static void work(String run, List<Task> tasks) throws InterruptedException {
        var together = new Together(run, tasks);
        together.threads.forEach(Thread::start);
        try {
            together.join();
        } catch (InterruptedException e) {
            together.stop();
            together.join();
            throw e;
        }
        together.rethrow();
    }

    private void work(Task task) {
        MDC.put("run", run);
        try {
            task.run();
        } catch (Throwable e) {
            if (failure.compareAndSet(null, e)) {
                stop();
            }
        }
    }

    private void stop() {
        threads.forEach(Thread::interrupt);
    }

    private void join() throws InterruptedException {
        for (var thread : threads) {
            thread.join();
        }
    }

    private void rethrow() throws InterruptedException {
        switch (failure.get()) {
            case null -> {}
            case InterruptedException e -> throw e;
            case RuntimeException e -> throw e;
            case Error e -> throw e;
            case Throwable e -> throw new IllegalStateException(e);
        }
    }
}
