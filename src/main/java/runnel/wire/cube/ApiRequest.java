package runnel.wire.cube;

import java.util.Map;
import java.util.Optional;

/**
 * What of an HTTP request this protocol reads.
 *
 * @param query the decoded parameters of the query string
 * @param body empty where there is none
 */
public record ApiRequest(
        String method, String path, Map<String, String> query, String body, Optional<String> authorization) {
    public ApiRequest {
        query = Map.copyOf(query);
    }
}
