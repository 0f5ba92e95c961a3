package runnel.wire.json;

import com.fasterxml.jackson.databind.node.ObjectNode;
import runnel.base.Clock;
import runnel.base.Json;
import runnel.conversation.Board;
import runnel.http.ClientGone;
import runnel.http.Request;
import runnel.http.Response;
import runnel.http.Routes;
import runnel.wire.Core;

/** The questions about data that a person keeps. */
public final class BoardApi {
    private final Core core;
    private final Board board;
    private final Clock clock;

    public BoardApi(Core core, Board board, Clock clock) {
        this.core = core;
        this.board = board;
        this.clock = clock;
    }

    public void routes(Routes routes) {
        routes.get("/api/v1/board", this::list);
        routes.post("/api/v1/board", this::keep);
        routes.delete("/api/v1/board/{question}", this::remove);
    }

    private void list(Request request, Response response) throws ClientGone {
        var answer = Json.object();
        var list = answer.putArray("questions");
        board.list(core.owner().apply(request)).forEach(kept -> list.add(json(kept)));
        response.json(answer);
    }

    private void keep(Request request, Response response) throws ClientGone {
        var fields = Fields.of(request);
        var query = fields.object("query").toString();
        var owner = core.owner().apply(request);
        response.json(json(board.keep(owner, fields.text("question"), query, clock.millis())));
    }

    private void remove(Request request, Response response) throws ClientGone {
        board.remove(core.owner().apply(request), request.param("question"));
        response.empty();
    }

    private static ObjectNode json(Board.Kept kept) {
        var json = Json.object().put("id", kept.id()).put("question", kept.question());
        json.set("query", Json.parse(kept.query()));
        return json.put("kept", kept.keptMillis());
    }
}
