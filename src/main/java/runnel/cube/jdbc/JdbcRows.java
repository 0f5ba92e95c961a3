package runnel.cube.jdbc;

import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Executor;
import org.jspecify.annotations.Nullable;
import runnel.cube.Rows;

/** Rows read in batches by a worker, handed over to a reader that can be interrupted. */
final class JdbcRows implements Rows {
    private final StatementRun run;
    private final Executor workers;
    private List<@Nullable Object[]> batch = List.of();
    private int next;
    private boolean last;

    JdbcRows(StatementRun run, Executor workers) {
        this.run = run;
        this.workers = workers;
    }

    void begin() throws InterruptedException {
        read(run::begin);
    }

    @Override
    public @Nullable Object @Nullable [] next() throws InterruptedException {
        while (next == batch.size()) {
            if (last) {
                return null;
            }
            read(run::more);
        }
        return batch.get(next++);
    }

    private void read(Callable<StatementRun.Batch> task) throws InterruptedException {
        var future = new CompletableFuture<StatementRun.Batch>();
        workers.execute(() -> {
            try {
                future.complete(task.call());
            } catch (Throwable e) {
                run.close();
                future.completeExceptionally(e);
            }
        });
        try {
            var read = future.get();
            batch = read.rows();
            next = 0;
            last = read.last();
            if (last) {
                run.close();
            }
        } catch (InterruptedException e) {
            run.cancel();
            throw e;
        } catch (ExecutionException e) {
            throw run.problem(e.getCause() == null ? e : e.getCause());
        }
    }

    @Override
    public void close() {
        if (!last) {
            run.cancel();
            run.close();
        }
    }
}
