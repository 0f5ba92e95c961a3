package runnel.http;

/** Answers one request, in plain blocking code on a virtual thread of its own. */
@FunctionalInterface
public interface Handler {
    /**
     * Answers, or as a filter lets pass by sending nothing.
     *
     * @throws ClientGone when the client left; nothing more need be done about it
     * @throws runnel.base.Problem what to tell the client; any other exception becomes the problem
     *     {@code internal}
     */
    void handle(Request request, Response response) throws Exception;
}
