package runnel.http;

import java.util.List;
import java.util.Locale;

/** What a client would rather have. */
final class Accept {
    private Accept() {}

    /** Whether a page is wanted by name, and nothing that programs read is wanted more. */
    static boolean prefersHtml(List<String> headers) {
        var html = 0.0;
        var json = 0.0;
        for (var header : headers) {
            for (var range : header.toLowerCase(Locale.ROOT).split(",")) {
                var type = range.split(";", 2)[0].strip();
                if (type.equals("text/html") || type.equals("application/xhtml+xml")) {
                    html = Math.max(html, quality(range));
                } else if (type.endsWith("json") || type.equals("text/event-stream")) {
                    json = Math.max(json, quality(range));
                }
            }
        }
        return html > json;
    }

    static boolean takesGzip(List<String> headers) {
        for (var header : headers) {
            for (var coding : header.toLowerCase(Locale.ROOT).split(",")) {
                if (coding.split(";", 2)[0].strip().equals("gzip")) {
                    return quality(coding) > 0;
                }
            }
        }
        return false;
    }

    private static double quality(String range) {
        var at = range.indexOf("q=");
        if (at < 0) {
            return 1;
        }
        try {
            return Double.parseDouble(range.substring(at + 2).split(";", 2)[0].strip());
        } catch (NumberFormatException e) {
            return 0;
        }
    }
}
