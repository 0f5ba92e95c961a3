package runnel.llm.langchain;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.Locale;
import java.util.Set;
import org.apache.hc.core5.http.ClassicHttpResponse;

/** Reads bodies that are not streams. */
final class Bodies {
    /** Of a list of models or an error page; what exceeds it is not read. */
    static final int MAX_BYTES = 4 << 20;

    private static final Set<Integer> REDIRECTS = Set.of(301, 302, 303, 307, 308);

    private Bodies() {}

    static String text(ClassicHttpResponse response) throws IOException {
        var entity = response.getEntity();
        return entity == null
                ? ""
                : new String(entity.getContent().readNBytes(MAX_BYTES), StandardCharsets.UTF_8);
    }

    /** Whether the answer is to be had elsewhere. */
    static boolean isRedirect(ClassicHttpResponse response) {
        return REDIRECTS.contains(response.getCode());
    }

    /** The value of a header; empty where there is none. */
    static String header(ClassicHttpResponse response, String name) {
        var header = response.getFirstHeader(name);
        return header == null ? "" : header.getValue();
    }

    /** Whether the body is newline-delimited JSON. */
    static boolean isLineByLine(ClassicHttpResponse response) {
        var header = response.getFirstHeader("Content-Type");
        return header != null && header.getValue().toLowerCase(Locale.ROOT).contains("ndjson");
    }

    /** Throws unless the body may be a stream; a server that knows none answers with a document. */
    static void requireStream(ClassicHttpResponse response, Endpoint endpoint) throws IOException {
        if (response.getEntity() == null) {
            throw endpoint.garbled(
                    new IOException("status " + response.getCode() + " and no body"));
        }
        var header = response.getFirstHeader("Content-Type");
        var type = header == null ? "" : header.getValue().toLowerCase(Locale.ROOT);
        if (type.startsWith("application/json") || type.startsWith("text/html")) {
            var text = text(response);
            throw Chunk.isError("", text)
                    ? endpoint.failed(text)
                    : endpoint.garbled(
                            new IOException("a document of type " + type + " instead of a stream"));
        }
    }
}
