package runnel.cube;

import org.jspecify.annotations.Nullable;

/** The rows of an answer, read once from the first to the last by one thread. To be closed. */
public interface Rows extends AutoCloseable {
    /**
     * The next row, or null after the last.
     *
     * <p>Values are Long, BigDecimal, Double, Boolean, String, LocalDateTime or null, in the order of the plan's columns.
     *
     * @throws InterruptedException when the reader was interrupted; the statement is cancelled then
     * @throws runnel.base.Problem when the database fails
     */
    @Nullable Object @Nullable [] next() throws InterruptedException;

    @Override
    void close();
}
