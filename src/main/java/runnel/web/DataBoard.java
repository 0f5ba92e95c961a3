package runnel.web;

import com.fasterxml.jackson.databind.node.ObjectNode;
import runnel.base.Problem;
import runnel.http.ClientGone;
import runnel.http.Request;
import runnel.http.Response;
import runnel.http.Routes;
import runnel.tool.ToolFailure;
import runnel.wire.Core;

/** Charts that a visitor has saved: asks their queries anew, without a model. */
public final class DataBoard {
    /** Asks a query for a question. */
    @FunctionalInterface
    public interface Look {
        ObjectNode at(String question, ObjectNode query, String owner) throws InterruptedException;
    }

    private final Core core;
    private final Look look;

    public DataBoard(Core core, Look look) {
        this.core = core;
        this.look = look;
    }

    public void routes(Routes routes) {
        routes.post("/data/chart", this::chart);
    }

    private void chart(Request request, Response response) throws ClientGone, InterruptedException {
        var body = request.json();
        if (!(body.path("query") instanceof ObjectNode query)) {
            throw new Problem(Problem.Kind.INVALID, "data-query");
        }
        var owner = core.owner().apply(request);
        response.onLeave(Thread.currentThread()::interrupt);
        try {
            response.json(look.at(body.path("question").asText(), query, owner));
        } catch (ToolFailure e) {
            throw new Problem(Problem.Kind.INVALID, "data-query").because(e);
        }
    }
}
