package runnel.app;

import java.nio.charset.StandardCharsets;
import runnel.http.ClientGone;
import runnel.http.Request;
import runnel.http.Response;
import runnel.http.Routes;
import runnel.http.Server;
import runnel.http.Settings;

/**
 * An endpoint that says the same words to everybody, so that passing on can be done without a
 * model. Thread-safe.
 */
public final class Rehearsal implements AutoCloseable {
    private static final int WORDS = 40;

    private final Server server;

    /** Opens it on a port of this machine that is free. */
    public Rehearsal() {
        var routes = new Routes();
        routes.post("/v1/chat/completions", Rehearsal::answer);
        server = Server.start(Settings.at("127.0.0.1", 0), routes);
    }

    /** Base URL of an OpenAI-compatible endpoint. */
    public String url() {
        return server.url() + "/v1";
    }

    @Override
    public void close() {
        server.close();
    }

    private static void answer(Request request, Response response) throws ClientGone {
        try (var events = response.events()) {
            for (var word = 0; word < WORDS; word++) {
                events.write(chunk("{\"content\":\"word \"}", "null"));
            }
            events.write(chunk("{}", "\"stop\""));
            events.write("data: [DONE]\n\n".getBytes(StandardCharsets.UTF_8));
        }
    }

    private static byte[] chunk(String delta, String finish) {
        return """
        data: {"id":"1","object":"chat.completion.chunk","created":1,"model":"any",\
        "choices":[{"index":0,"delta":%s,"finish_reason":%s}]}

        """
                .formatted(delta, finish)
                .getBytes(StandardCharsets.UTF_8);
    }
}
