package runnel.wire.cube;

import java.io.IOException;
import java.util.HashMap;
import java.util.List;
import java.util.function.Function;
import runnel.base.Problem;
import runnel.cube.SecurityContext;
import runnel.http.ClientGone;
import runnel.http.Request;
import runnel.http.Response;
import runnel.http.Routes;

/** Cube's REST protocol over HTTP. Thread-safe. */
public final class CubeRoutes {
    /** The largest body that is read; queries hold lists of values. */
    public static final int MAX_BODY_BYTES = 4 << 20;

    private static final List<String> METHODS = List.of("GET", "POST", "OPTIONS");
    private static final String HEALTHY = "{\"health\":\"HEALTH\"}";

    private final CubeApi api;
    private final boolean signed;
    private final Function<Request, SecurityContext> person;

    /**
     * @param signed whether callers must show a token; pages of any site may call then, since their
     *     browsers add none by themselves
     * @param person tells who downloads rows at the pages of this server
     */
    public CubeRoutes(CubeApi api, boolean signed, Function<Request, SecurityContext> person) {
        this.api = api;
        this.signed = signed;
        this.person = person;
    }

    public void routes(Routes routes) {
        routes.get("/readyz", (request, response) -> health(response));
        routes.get("/livez", (request, response) -> health(response));
        routes.get("/explore/data/{format}", this::download);
        var group = routes.under("/cubejs-api/v1");
        if (signed) {
            group.openToAllSites();
        }
        METHODS.forEach(method -> group.route(method, "/{action...}", this::answer));
    }

    private static void health(Response response) throws ClientGone {
        response.header("Access-Control-Allow-Origin", "*")
                .bytes(
                        "application/json; charset=utf-8",
                        HEALTHY.getBytes(java.nio.charset.StandardCharsets.UTF_8));
    }

    /** Rows as a file, for people at the pages of this server. */
    private void download(Request request, Response response)
            throws ClientGone, InterruptedException {
        var query = request.query("query").orElse("");
        response.onLeave(Thread.currentThread()::interrupt);
        send(api.download(query, request.param("format"), person.apply(request)), response);
    }

    private void answer(Request request, Response response) throws Exception {
        var asked = read(request);
        var thread = Thread.currentThread();
        response.onLeave(thread::interrupt);
        send(api.handle(asked), response);
    }

    private void send(ApiResponse answer, Response response)
            throws ClientGone, InterruptedException {
        response.status(answer.status());
        answer.headers()
                .forEach((name, value) -> {
                    if (signed || !name.startsWith("Access-Control-")) {
                        response.header(name, value);
                    }
                });
        response.header("Cache-Control", "no-store");
        var type = answer.headers().getOrDefault("Content-Type", "application/json; charset=utf-8");
        try {
            var out = response.stream(type);
            answer.body().writeTo(out);
            out.close();
        } catch (IOException e) {
            answer.body().discard();
            throw new ClientGone("the client left", e);
        } catch (Problem e) {
            if (response.isSent()) {
                throw e;
            }
            send(CubeApi.error(e), response);
        }
    }

    private static ApiRequest read(Request request) {
        var query = new HashMap<String, String>();
        for (var name : CubeApi.PARAMETERS) {
            request.query(name).ifPresent(value -> query.put(name, value));
        }
        var body = request.method().equals("POST") ? text(request) : "";
        return new ApiRequest(
                request.method(), request.path(), query, body, request.header("Authorization"));
    }

    private static String text(Request request) {
        return new String(request.bytes(MAX_BODY_BYTES), java.nio.charset.StandardCharsets.UTF_8);
    }
}
