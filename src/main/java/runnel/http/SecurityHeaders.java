package runnel.http;

import java.util.Map;

/** What every answer tells a browser not to do. */
final class SecurityHeaders {
    private static final Map<String, String> FOR_ALL =
            Map.of(
                    "X-Content-Type-Options", "nosniff",
                    "Cross-Origin-Resource-Policy", "same-origin",
                    "Referrer-Policy", "same-origin");

    /**
     * Without {@code unsafe-inline} and {@code unsafe-eval}: what slips through the escaping is
     * still not run.
     */
    private static final Map<String, String> FOR_DOCUMENTS =
            Map.of(
                    "Content-Security-Policy",
                            "default-src 'none'; script-src 'self'; style-src 'self'; img-src 'self' data:; font-src 'self';"
                                    + " connect-src 'self'; frame-src 'self'; manifest-src 'self'; worker-src 'self'; frame-ancestors 'none';"
                                    + " base-uri 'none'; form-action 'self'",
                    "Cross-Origin-Opener-Policy", "same-origin",
                    "Permissions-Policy",
                            "camera=(), geolocation=(), microphone=(), payment=(), usb=()",
                    "X-Frame-Options", "DENY");

    private SecurityHeaders() {}

    static Map<String, String> forAll() {
        return FOR_ALL;
    }

    /**
     * Adds what the handler did not set itself. An event stream is never a document: it goes
     * without the rest.
     */
    static void add(Head head, boolean document) {
        FOR_ALL.forEach(head::setDefault);
        if (document) {
            FOR_DOCUMENTS.forEach(head::setDefault);
        }
    }
}
