package runnel.wire.export;

import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import runnel.base.Clock;
import runnel.base.Problem;
import runnel.http.ClientGone;
import runnel.http.Request;
import runnel.http.Response;
import runnel.http.Routes;
import runnel.wire.Core;

/** Conversations as files to download. */
public final class ExportApi {
    private static final String MARKDOWN = "markdown";
    private static final int NAME_CHARS = 60;

    private final Core core;
    private final Clock clock;

    public ExportApi(Core core, Clock clock) {
        this.core = core;
        this.clock = clock;
    }

    public void routes(Routes routes) {
        routes.get("/api/v1/conversations/{id}/export", this::export);
        // The same for the page, whose visitors are known by their cookie.
        routes.get("/conversations/{id}/export", this::export);
    }

    private void export(Request request, Response response) throws ClientGone {
        var format = request.query("format").orElse(MARKDOWN);
        try (var conversation =
                core.conversations().open(request.param("id"), core.owner().apply(request))) {
            var export =
                    Export.of(
                            conversation,
                            core.store(),
                            format.equals("json"),
                            clock.millis(),
                            request.messages());
            switch (format) {
                case MARKDOWN ->
                        send(response, export, "md", "text/markdown", MarkdownExport.write(export));
                case "json" ->
                        send(
                                response,
                                export,
                                "json",
                                "application/json",
                                JsonExport.write(export));
                case "html" ->
                        send(response, export, "html", "text/html", HtmlExport.write(export));
                default -> throw new Problem(Problem.Kind.INVALID, "export-format", format);
            }
        }
    }

    private static void send(
            Response response, Export export, String ending, String type, String text)
            throws ClientGone {
        // Never shown in the server's own name, whatever a browser makes of the type.
        response.header("Content-Disposition", disposition(export.title(), ending))
                .header("Content-Security-Policy", "sandbox; default-src 'none'")
                .header("Cache-Control", "no-store")
                .bytes(type + "; charset=utf-8", text.getBytes(StandardCharsets.UTF_8));
    }

    /** A header that names the file after the title, in all scripts. */
    private static String disposition(String title, String ending) {
        var name = title.replaceAll("[^\\p{L}\\p{N}._-]+", "-").replaceAll("^[-.]+|[-.]+$", "");
        var end =
                name.offsetByCodePoints(
                        0, Math.min(NAME_CHARS, name.codePointCount(0, name.length())));
        var file = (name.isEmpty() ? "conversation" : name.substring(0, end)) + "." + ending;
        return "attachment; filename=\"conversation."
                + ending
                + "\"; filename*=UTF-8''"
                + URLEncoder.encode(file, StandardCharsets.UTF_8);
    }
}
