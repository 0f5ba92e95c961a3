package runnel.tool.web.openapi;

import java.net.URI;
import java.util.List;
import java.util.Map;

/**
 * Where a service is and what it can be asked to do.
 *
 * @param address without a slash at the end; all requests stay below it
 * @param headers sent with each request; {@code ${user}} stands for the owner of the conversation
 * @param query sent with each request
 */
record Endpoint(
        URI address,
        Map<String, String> headers,
        Map<String, String> query,
        List<Operation> operations) {
    Endpoint {
        headers = Map.copyOf(headers);
        query = Map.copyOf(query);
        operations = List.copyOf(operations);
    }
}
