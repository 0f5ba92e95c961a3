package runnel.http;

/**
 * Who counts what the server does, such as metrics. Called on the threads of the requests; must not
 * block.
 */
public interface Observer {
    Observer NONE = new Observer() {};

    /** A request was answered, or its client left. */
    default void served(Served served) {}

    /** An event stream was opened. */
    default void streamOpened(String pattern) {}

    default void streamClosed(String pattern) {}

    /**
     * One answered request.
     *
     * @param pattern of its route; empty where there was none, so that the number of different
     *     values stays small
     */
    record Served(String method, String pattern, int status, long nanos) {}
}
