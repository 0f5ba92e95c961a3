package runnel.cube;

/** Port to a database that runs plans. Thread-safe. */
public interface Engine extends AutoCloseable {
    /** Its dialect of SQL: {@code duckdb}, {@code postgres}, {@code mysql} or {@code sqlite}. */
    String dialect();

    /**
     * Begins to run a plan.
     *
     * @throws runnel.base.Problem {@code engine-failed} when the database refuses the statement, {@code engine-timeout}
     *     when it takes longer than the engine's limit
     * @throws InterruptedException when the caller was interrupted; the statement is cancelled then
     */
    Rows run(Plan plan) throws InterruptedException;

    /** Changes whenever the data may have changed; answers are cached for one version. */
    String dataVersion();

    @Override
    void close();
}
