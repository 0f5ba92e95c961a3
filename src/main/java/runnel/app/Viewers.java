package runnel.app;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.List;
import java.util.Optional;
import java.util.TreeMap;
import java.util.function.Function;
import runnel.base.Clock;
import runnel.base.Json;
import runnel.base.Problem;
import runnel.cube.SecurityContext;
import runnel.http.Request;
import runnel.wire.cube.Tokens;

/**
 * What the data model's rules about rows are told of whoever asks.
 *
 * <p>Who shows a token signed with the server's secret is an owner of their own, whose name holds
 * what the token claims: so a run knows it over restarts, and nobody sees what another was
 * answered. Everybody else has the claims that the server is configured with.
 */
final class Viewers implements Function<String, SecurityContext> {
    /** The header of a token, where {@code Authorization} has that of the server itself. */
    static final String HEADER = "X-Cube-Authorization";

    /** What the names of owners begin with that hold claims. */
    static final String PREFIX = "claims:";

    /** Characters of claims, at most. */
    static final int MAX_CHARS = 4_000;

    /** What a token alone opens: asking about data, and what belongs to that. */
    private static final List<String> DOORS =
            List.of(
                    "/workflow/",
                    "/data/chart",
                    "/explore/data/",
                    "/api/v1/board",
                    "/api/v1/runs/");

    /** Claims that are about the token, not about its bearer. */
    private static final List<String> OF_THE_TOKEN = List.of("iat", "exp", "nbf", "jti");

    private final Optional<Tokens> tokens;
    private final SecurityContext usual;

    /**
     * @param usual what is told of all who show no token
     */
    private Viewers(Optional<Tokens> tokens, SecurityContext usual) {
        this.tokens = tokens;
        this.usual = usual;
    }

    /**
     * @throws Problem {@code config-value} where the configured claims are no JSON object
     */
    static Viewers of(Config config) {
        var secret = config.text(Setting.CUBE_SECRET);
        // Tokens end by the real time, whatever day the queries are about.
        var tokens =
                secret.isEmpty()
                        ? Optional.<Tokens>empty()
                        : Optional.of(new Tokens(secret, Clock.system()));
        return new Viewers(tokens, usual(config.text(Setting.CUBE_CLAIMS)));
    }

    /** What is told of those who show no token. */
    SecurityContext usual() {
        return usual;
    }

    /** Whether a token alone opens a path. */
    static boolean isDoor(String path) {
        return DOORS.stream().anyMatch(path::startsWith);
    }

    /**
     * The owner that a request's token makes; empty where it has none.
     *
     * @throws Problem {@code cube-token-wrong}
     */
    Optional<String> owner(Request request) {
        if (tokens.isEmpty()) {
            return Optional.empty();
        }
        var token = request.header(HEADER);
        if (token.isEmpty()) {
            token = request.header("Authorization").filter(Viewers::isSigned);
        }
        return token.isEmpty()
                ? Optional.empty()
                : Optional.of(name(tokens.get().viewer(token).claims()));
    }

    /** Whether a request's token still proves what it did. */
    boolean mayGoOn(Request request) {
        try {
            return owner(request).isPresent();
        } catch (Problem e) {
            return false;
        }
    }

    @Override
    public SecurityContext apply(String owner) {
        return owner.startsWith(PREFIX)
                ? SecurityContext.of(Json.parse(owner.substring(PREFIX.length())))
                : usual;
    }

    /** The server's own tokens have no dots. */
    private static boolean isSigned(String header) {
        return header.chars().filter(character -> character == '.').count() == 2;
    }

    private static String name(JsonNode claims) {
        var sorted = new TreeMap<String, JsonNode>();
        claims.properties().forEach(claim -> sorted.put(claim.getKey(), claim.getValue()));
        OF_THE_TOKEN.forEach(sorted::remove);
        var json = Json.object();
        sorted.forEach(json::set);
        var text = json.toString();
        if (text.length() > MAX_CHARS) {
            throw new Problem(Problem.Kind.FORBIDDEN, "cube-token-long", text.length(), MAX_CHARS);
        }
        return PREFIX + text;
    }

    private static SecurityContext usual(String text) {
        if (text.isEmpty()) {
            return SecurityContext.NOBODY;
        }
        try {
            if (Json.parse(text) instanceof ObjectNode claims) {
                return SecurityContext.of(claims);
            }
        } catch (Problem e) {
            throw wrong(text).because(e);
        }
        throw wrong(text);
    }

    private static Problem wrong(String text) {
        return new Problem(Problem.Kind.INVALID, "cube-claims", text);
    }
}
