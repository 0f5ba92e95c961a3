package runnel.wire.json;

import java.util.function.Supplier;
import runnel.base.Json;
import runnel.http.ClientGone;
import runnel.http.Request;
import runnel.http.Response;
import runnel.http.Routes;
import runnel.tool.DocumentStatus;
import runnel.wire.Core;

/** How far the operator's documents are read, and which of them cannot be. */
public final class DocumentsApi {
    private final Core core;
    private final Supplier<DocumentStatus> status;

    public DocumentsApi(Core core, Supplier<DocumentStatus> status) {
        this.core = core;
        this.status = status;
    }

    public void routes(Routes routes) {
        routes.get("/api/v1/documents", this::documents);
    }

    private void documents(Request request, Response response) throws ClientGone {
        core.owner().apply(request);
        response.json(Json.tree(status.get()));
    }
}
