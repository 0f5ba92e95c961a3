package runnel.wire.json;

import java.util.function.Supplier;
import runnel.base.Json;
import runnel.http.ClientGone;
import runnel.http.Request;
import runnel.http.Response;
import runnel.http.Routes;
import runnel.tool.DocumentStatus;

/** How far the operator's documents are read, and which of them cannot be. */
public final class DocumentsApi {
    private final Supplier<DocumentStatus> status;

    public DocumentsApi(Supplier<DocumentStatus> status) {
        this.status = status;
    }

    public void routes(Routes routes) {
        routes.get("/api/v1/documents", this::documents);
    }

    private void documents(Request request, Response response) throws ClientGone {
        response.json(Json.tree(status.get()));
    }
}
