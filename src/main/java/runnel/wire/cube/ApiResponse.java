package runnel.wire.cube;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.util.Map;
import runnel.base.Json;

/** The answer to a request: status, headers, and a body that writes itself once. */
public record ApiResponse(int status, Map<String, String> headers, Body body) {
    /** Writes the body; rows are read while it is written. */
    @FunctionalInterface
    public interface Body {
        /** @throws InterruptedException when the writing thread was interrupted; statements are cancelled then */
        void writeTo(OutputStream out) throws IOException, InterruptedException;

        /** Lets go of what the body holds, when it will not be written. */
        default void discard() {}
    }

    public ApiResponse {
        headers = Map.copyOf(headers);
    }

    static ApiResponse json(int status, JsonNode json) {
        var bytes = Json.write(json).getBytes(StandardCharsets.UTF_8);
        return new ApiResponse(status, Map.of("Content-Type", "application/json; charset=utf-8"), out -> out.write(bytes));
    }
}
