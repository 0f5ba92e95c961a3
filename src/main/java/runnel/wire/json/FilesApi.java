package runnel.wire.json;

import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.io.InputStream;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.util.Optional;
import runnel.base.Json;
import runnel.base.Problem;
import runnel.conversation.Attachment;
import runnel.conversation.FileStore;
import runnel.conversation.FileType;
import runnel.http.ClientGone;
import runnel.http.Request;
import runnel.http.Response;
import runnel.http.Routes;
import runnel.wire.Core;

/** Files that people send with their messages: uploaded first, then named by a message. */
public final class FilesApi {
    private static final String NAME = "name";

    /** What is shown may not do anything, whatever it is taken for. */
    private static final String POLICY = "default-src 'none'; sandbox";

    private final Core core;

    public FilesApi(Core core) {
        this.core = core;
    }

    public void routes(Routes routes) {
        routes.post("/api/v1/files", this::upload);
        routes.get("/api/v1/files/{file}", this::download);
        routes.get("/shared/{secret}/files/{file}", this::shared);
    }

    /** Where a file is. */
    public static String path(String file) {
        return "/api/v1/files/" + file;
    }

    static ObjectNode of(Attachment file) {
        return Json.object()
                .put("id", file.file())
                .put(NAME, file.name())
                .put("type", file.type())
                .put("bytes", file.bytes())
                .put("url", path(file.file()));
    }

    private void upload(Request request, Response response) throws ClientGone {
        var owner = core.owner().apply(request);
        var name = request.query(NAME).orElse("");
        if (name.isBlank()) {
            throw new Problem(Problem.Kind.INVALID, "file-name");
        }
        var length = request.header("Content-Length").map(FilesApi::length).orElse(0L);
        if (length > FileStore.FILE_BYTES) {
            throw tooLarge(name);
        }
        var content = request.stream();
        try {
            response.status(201).json(of(core.store().files().keep(owner, name, content)));
        } catch (Problem e) {
            if (e.kind() != Problem.Kind.TOO_LARGE) {
                // Who still sends would not hear the answer.
                drain(content);
            }
            throw e;
        } catch (IOException e) {
            throw new Problem(Problem.Kind.INVALID, "body-incomplete").because(e);
        }
    }

    private void download(Request request, Response response) throws ClientGone {
        var owner = core.owner().apply(request);
        var id = request.param("file");
        var found = core.store().files().find(id).filter(file -> file.owner().equals(owner));
        send(id, found, "private, max-age=31536000, immutable", response);
    }

    /** A file of a conversation that others may read by a link. */
    private void shared(Request request, Response response) throws ClientGone {
        try (var conversation = core.shared(request.param("secret"))) {
            var id = request.param("file");
            var found =
                    core.store().files().of(conversation.id()).stream()
                            .filter(file -> file.attachment().file().equals(id))
                            .findFirst();
            response.header("Referrer-Policy", "no-referrer");
            // What is in nobody's cache ends with the link.
            send(id, found, "no-store", response);
        }
    }

    private static void send(
            String id, Optional<FileStore.Stored> found, String cache, Response response)
            throws ClientGone {
        var stored =
                found.filter(file -> Files.exists(file.path()))
                        .orElseThrow(() -> new Problem(Problem.Kind.NOT_FOUND, "file-unknown", id));
        var file = stored.attachment();
        response.header("Content-Security-Policy", POLICY)
                .header("X-Content-Type-Options", "nosniff")
                .header("Content-Disposition", disposition(file))
                .header("Cache-Control", cache);
        if (response.unchanged(stored.hash())) {
            return;
        }
        response.header("Content-Length", Long.toString(file.bytes()));
        try (var out = response.stream(shown(file))) {
            Files.copy(stored.path(), out);
        } catch (IOException e) {
            throw new ClientGone("the file " + id + " could not be sent", e);
        }
    }

    /** What a browser is told that it is: nothing that it would run. */
    private static String shown(Attachment file) {
        if (file.isPicture() || file.type().equals(FileType.PDF)) {
            return file.type();
        }
        return file.isText() ? "text/plain; charset=utf-8" : "application/octet-stream";
    }

    private static String disposition(Attachment file) {
        var plain = file.name().replaceAll("[^A-Za-z0-9._ -]", "_");
        var encoded = URLEncoder.encode(file.name(), StandardCharsets.UTF_8).replace("+", "%20");
        return (file.isPicture() ? "inline" : "attachment")
                + "; filename=\""
                + plain
                + "\"; filename*=UTF-8''"
                + encoded;
    }

    private static void drain(InputStream content) {
        try {
            content.skip(FileStore.FILE_BYTES);
        } catch (IOException e) {
            // Then nobody is there to hear the answer.
        }
    }

    private static long length(String header) {
        try {
            return Long.parseLong(header.strip());
        } catch (NumberFormatException e) {
            return 0;
        }
    }

    private static Problem tooLarge(String name) {
        return new Problem(
                Problem.Kind.TOO_LARGE, "file-too-large", name, FileStore.FILE_BYTES >> 20);
    }
}
