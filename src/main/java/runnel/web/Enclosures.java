package runnel.web;

import java.net.URI;
import java.net.URISyntaxException;
import java.util.Map;
import java.util.regex.Pattern;
import runnel.base.Problem;
import runnel.http.Assets;
import runnel.http.ClientGone;
import runnel.http.Request;
import runnel.http.Response;
import runnel.http.Routes;

/**
 * Small documents that stand inside a page in frames of their own, each with just the rights that
 * it needs, so that the page itself needs none of them.
 */
final class Enclosures {
    private static final int URL_CHARS = 2_000;
    private static final Pattern HOST = Pattern.compile("[A-Za-z0-9.-]+|\\[[0-9a-fA-F:.]+]");

    /**
     * Diagrams are drawn with inline styles; nothing can be fetched there, and nothing is shown.
     */
    private static final String DIAGRAM =
            "default-src 'none'; script-src 'self'; style-src 'self' 'unsafe-inline'; base-uri 'none';"
                    + " form-action 'none'; frame-ancestors 'self'";

    private final Templates templates;
    private final Assets assets;

    Enclosures(Templates templates, Assets assets) {
        this.templates = templates;
        this.assets = assets;
    }

    void routes(Routes routes) {
        routes.get("/diagram", this::diagram);
        routes.get("/picture", this::picture);
    }

    private void diagram(Request request, Response response) throws ClientGone {
        send(response, DIAGRAM, templates.render("diagram", Map.of("assets", assets)));
    }

    /** A picture from elsewhere, which a person has asked for: only its host can be reached. */
    private void picture(Request request, Response response) throws ClientGone {
        var source = request.query("src").orElse("");
        var policy =
                "default-src 'none'; style-src 'self'; base-uri 'none'; form-action 'none'; frame-ancestors 'self';"
                        + " sandbox; img-src "
                        + host(source);
        var values =
                Map.<String, Object>of(
                        "assets",
                        assets,
                        "source",
                        source,
                        "words",
                        request.query("alt").orElse(""),
                        "language",
                        Viewer.of(request).languageTag());
        send(response, policy, templates.render("picture", values));
    }

    private static void send(Response response, String policy, String html) throws ClientGone {
        response.header("Content-Security-Policy", policy)
                .header("X-Frame-Options", "SAMEORIGIN")
                .header("Referrer-Policy", "no-referrer")
                .header("Cache-Control", "no-cache, private")
                .html(html);
    }

    private static String host(String source) {
        try {
            var uri = new URI(source);
            var scheme = uri.getScheme();
            var host = uri.getHost();
            if (source.length() <= URL_CHARS
                    && ("https".equals(scheme) || "http".equals(scheme))
                    && host != null
                    && HOST.matcher(host).matches()) {
                return scheme + "://" + host + (uri.getPort() < 0 ? "" : ":" + uri.getPort());
            }
        } catch (URISyntaxException e) {
            // Said below.
        }
        throw new Problem(
                Problem.Kind.INVALID,
                "picture-address",
                source.length() > 100 ? source.substring(0, 100) : source);
    }
}
