package runnel.cube.server;

/** Hears what a server says of a query that it still works on. */
@FunctionalInterface
public interface Progress {
    Progress NONE = (stage, elapsedMillis) -> {};

    /**
     * @param stage in the server's words; may be empty
     */
    void waiting(String stage, long elapsedMillis);
}
