package runnel.cube.server;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.ArrayList;
import java.util.List;
import runnel.base.Addresses;
import runnel.base.Clock;
import runnel.base.Json;
import runnel.base.Problem;
import runnel.cube.SecurityContext;
import runnel.cube.analytics.Analytics;
import runnel.cube.analytics.Loaded;

/**
 * Analytics that a Cube server answers. Thread-safe.
 *
 * <p>A query that the server refuses for a key or a spelling that can be set right without changing
 * what it means is set right and sent once more, with a warning.
 */
public final class CubeServer implements Analytics {
    /** Tells which token to send for a viewer; empty for none. */
    @FunctionalInterface
    public interface Credential {
        String token(SecurityContext viewer);
    }

    private final ServerCall call;

    /**
     * @throws Problem {@code cube-server-url}
     */
    public CubeServer(String url, Credential credential, Clock clock) {
        this(url, credential, clock, ServerCall.Limits.DEFAULT);
    }

    public CubeServer(String url, Credential credential, Clock clock, ServerCall.Limits limits) {
        this(url, credential, clock, limits, Addresses.Lookup.SYSTEM);
    }

    /** As the others, with a look-up of its own. */
    CubeServer(
            String url,
            Credential credential,
            Clock clock,
            ServerCall.Limits limits,
            Addresses.Lookup lookup) {
        var address =
                CubeAddress.of(url)
                        .orElseThrow(
                                () -> new Problem(Problem.Kind.INVALID, "cube-server-url", url));
        this.call = new ServerCall(address, credential, clock, limits, lookup);
    }

    @Override
    public Loaded load(JsonNode query, boolean multi, SecurityContext viewer)
            throws InterruptedException {
        var body = Json.object();
        if (multi) {
            body.put("queryType", "multi");
        }
        var warnings = new ArrayList<String>();
        var answer = ask("load", body, query, viewer, warnings);
        var format = first(query).path("responseFormat").asText();
        return new ServerAnswer(answer, format, warnings).loaded();
    }

    @Override
    public JsonNode sql(JsonNode query, SecurityContext viewer) {
        var answer = uninterrupted("sql", query, viewer);
        if (!answer.isArray()) {
            return answer.path("sql");
        }
        var all = JsonNodeFactory.instance.arrayNode();
        answer.forEach(one -> all.add(one.path("sql")));
        return all;
    }

    @Override
    public ObjectNode dryRun(JsonNode query, SecurityContext viewer) {
        return object(uninterrupted("dry-run", query, viewer));
    }

    @Override
    public ObjectNode meta(SecurityContext viewer) {
        try {
            return object(call.get("meta", viewer));
        } catch (InterruptedException e) {
            throw interrupted(e);
        }
    }

    /** Whether the server says that it is ready. */
    public boolean isReady() throws InterruptedException {
        return call.isReady();
    }

    @Override
    public void close() {
        call.close();
    }

    private JsonNode ask(
            String action,
            ObjectNode body,
            JsonNode query,
            SecurityContext viewer,
            List<String> warnings)
            throws InterruptedException {
        var sent = Repair.prepared(query);
        try {
            return call.post(action, body.deepCopy().set("query", sent), viewer);
        } catch (Problem refusal) {
            if (!refusal.code().equals(ServerCall.REFUSED)) {
                throw refusal;
            }
            var repair = Repair.of(sent, refusal.values().getFirst(), () -> meta(viewer));
            if (repair.isEmpty()) {
                throw refusal;
            }
            warnings.add(repair.get().remark());
            return call.post(action, body.deepCopy().set("query", repair.get().query()), viewer);
        }
    }

    private JsonNode uninterrupted(String action, JsonNode query, SecurityContext viewer) {
        try {
            return ask(action, Json.object(), query, viewer, new ArrayList<>());
        } catch (InterruptedException e) {
            throw interrupted(e);
        }
    }

    private static Problem interrupted(InterruptedException e) {
        Thread.currentThread().interrupt();
        return new Problem(Problem.Kind.UNAVAILABLE, "cube-server-interrupted").because(e);
    }

    private static ObjectNode object(JsonNode json) {
        if (json instanceof ObjectNode object) {
            return object;
        }
        throw new Problem(Problem.Kind.UPSTREAM, "cube-server-nonsense", json.getNodeType());
    }

    private static JsonNode first(JsonNode query) {
        return query.isArray() ? query.path(0) : query;
    }
}
