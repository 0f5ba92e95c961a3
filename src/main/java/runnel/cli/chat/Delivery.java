package runnel.cli.chat;

import java.io.IOException;
import runnel.base.Json;

/** Brings a message to the server, over a connection that may fail now and then. */
record Delivery(RemoteServer server) {
    private static final int ATTEMPTS = 4;

    /**
     * Sends a message, with the same key each time, so that it arrives once.
     *
     * @return the conversation in which it is
     * @throws runnel.base.Problem when the server cannot be reached
     */
    String send(Ask ask) throws InterruptedException {
        var backoff = new Backoff();
        for (var attempt = 1; ; attempt++) {
            // The run itself is read by the follower: here it is enough that the message has
            // arrived.
            try (var frames = server.ask(ask, -1)) {
                var open =
                        frames.next()
                                .orElseThrow(() -> new IOException("the stream ended at once"));
                return Json.parse(open.data()).path("conversation").asText();
            } catch (IOException e) {
                if (attempt == ATTEMPTS) {
                    throw server.unreachable(e);
                }
                backoff.pause(-1);
            }
        }
    }
}
