package runnel.app;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import runnel.base.Problem;
import runnel.http.ClientGone;
import runnel.http.Request;
import runnel.http.Response;
import runnel.http.Routes;
import runnel.log.Journal;

/** Whether the server lives, and whether it can do its work, for whoever watches over it. */
final class Health {
    /**
     * Space on the disk below which it cannot: the last pages may take a small change, and the next
     * message would be refused.
     */
    private static final long ROOM_BYTES = 1 << 20;

    private final Journal journal;
    private final Path data;

    Health(Journal journal, Path data) {
        this.journal = journal;
        this.data = data;
    }

    void routes(Routes routes) {
        routes.get("/health/live", (request, response) -> response.text("ok"));
        routes.get("/health/ready", this::ready);
    }

    private void ready(Request request, Response response) throws ClientGone {
        if (!journal.isHealthy() || !hasRoom()) {
            throw new Problem(Problem.Kind.UNAVAILABLE, "storage-unavailable");
        }
        response.text("ok");
    }

    private boolean hasRoom() {
        try {
            return Files.getFileStore(data).getUsableSpace() >= ROOM_BYTES;
        } catch (IOException e) {
            return false;
        }
    }
}
