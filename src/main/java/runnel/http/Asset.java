package runnel.http;

import java.util.Locale;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import runnel.base.Lazy;

/** A static file as it is sent. Thread-safe. */
final class Asset {
    private static final Map<String, String> TYPES =
            Map.ofEntries(
                    Map.entry("css", "text/css; charset=utf-8"),
                    Map.entry("js", "text/javascript; charset=utf-8"),
                    Map.entry("mjs", "text/javascript; charset=utf-8"),
                    Map.entry("json", "application/json"),
                    Map.entry("map", "application/json"),
                    Map.entry("webmanifest", "application/manifest+json"),
                    Map.entry("html", "text/html; charset=utf-8"),
                    Map.entry("txt", "text/plain; charset=utf-8"),
                    Map.entry("svg", "image/svg+xml"),
                    Map.entry("png", "image/png"),
                    Map.entry("jpg", "image/jpeg"),
                    Map.entry("webp", "image/webp"),
                    Map.entry("ico", "image/x-icon"),
                    Map.entry("woff2", "font/woff2"),
                    Map.entry("wasm", "application/wasm"));

    private final String name;
    private final Lazy<byte[]> content;
    private final String hash;
    private volatile byte @Nullable [] gzip;

    Asset(String name, Lazy<byte[]> content, String hash) {
        this.name = name;
        this.content = content;
        this.hash = hash;
    }

    /** The name with the hash before its extension. */
    String address() {
        return address(name, hash);
    }

    static String address(String name, String hash) {
        var dot = name.lastIndexOf('.');
        return dot < 0
                ? name + '.' + hash
                : name.substring(0, dot) + '.' + hash + name.substring(dot);
    }

    void send(Request request, Response response, boolean forEver) throws ClientGone {
        var bytes = content.get();
        response.header(
                "Cache-Control", forEver ? "public, max-age=31536000, immutable" : "no-cache");
        var packed = isText() && bytes.length >= Gzip.WORTH_BYTES;
        if (packed) {
            response.header("Vary", "Accept-Encoding");
        }
        if (packed && Accept.takesGzip(request.headers("Accept-Encoding"))) {
            if (!response.unchanged(hash + "-gzip")) {
                response.header("Content-Encoding", "gzip").bytes(type(), gzip(bytes));
            }
        } else if (!response.unchanged(hash)) {
            response.bytes(type(), bytes);
        }
    }

    private String type() {
        return TYPES.getOrDefault(extension(), "application/octet-stream");
    }

    private boolean isText() {
        var type = type();
        return type.startsWith("text/")
                || type.contains("json")
                || type.contains("svg")
                || type.contains("wasm");
    }

    private String extension() {
        return name.substring(name.lastIndexOf('.') + 1).toLowerCase(Locale.ROOT);
    }

    /** Packed once, at the first request: packing all of them would delay the start. */
    private byte[] gzip(byte[] bytes) {
        var packed = gzip;
        if (packed == null) {
            packed = Gzip.small(bytes);
            gzip = packed;
        }
        return packed;
    }
}
