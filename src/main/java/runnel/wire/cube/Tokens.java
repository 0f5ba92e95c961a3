package runnel.wire.cube;

import com.fasterxml.jackson.databind.JsonNode;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.MessageDigest;
import java.util.Base64;
import java.util.Optional;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;
import runnel.base.Clock;
import runnel.base.Json;
import runnel.base.Problem;
import runnel.cube.SecurityContext;

/** Reads and writes JSON Web Tokens signed with HMAC-SHA256 by a shared secret (RFC 7519). Thread-safe. */
public final class Tokens {
    private static final Base64.Encoder ENCODER = Base64.getUrlEncoder().withoutPadding();
    private static final Base64.Decoder DECODER = Base64.getUrlDecoder();
    private static final int MAX_CHARS = 16_384;

    private final SecretKeySpec key;
    private final Clock clock;

    /** @param secret of any length, though fewer than 32 characters can be guessed */
    public Tokens(String secret, Clock clock) {
        this.key = new SecretKeySpec(secret.getBytes(StandardCharsets.UTF_8), "HmacSHA256");
        this.clock = clock;
    }

    /**
     * Who sends an {@code Authorization} header: a bare token, or one after {@code Bearer}.
     *
     * @throws Problem {@code cube-token-missing} or {@code cube-token-wrong}
     */
    public SecurityContext viewer(Optional<String> authorization) {
        var header = authorization.map(String::strip).orElse("");
        if (header.isEmpty()) {
            throw new Problem(Problem.Kind.FORBIDDEN, "cube-token-missing");
        }
        var token = header.regionMatches(true, 0, "Bearer ", 0, 7) ? header.substring(7).strip() : header;
        return SecurityContext.of(claims(token));
    }

    /** A token with the given claims. */
    public String issue(JsonNode claims) {
        var head = part("{\"alg\":\"HS256\",\"typ\":\"JWT\"}") + "." + part(Json.write(claims));
        return head + "." + ENCODER.encodeToString(sign(head));
    }

    private JsonNode claims(String token) {
        var parts = token.split("\\.", -1);
        if (parts.length != 3 || token.length() > MAX_CHARS) {
            throw wrong();
        }
        try {
            var header = Json.parse(text(parts[0]));
            var signature = DECODER.decode(parts[2]);
            if (!header.path("alg").asText().equals("HS256")
                    || !MessageDigest.isEqual(signature, sign(parts[0] + "." + parts[1]))) {
                throw wrong();
            }
            var claims = Json.parse(text(parts[1]));
            var seconds = clock.millis() / 1_000;
            if (!claims.isObject()
                    || claims.has("exp") && claims.get("exp").asLong() <= seconds
                    || claims.has("nbf") && claims.get("nbf").asLong() > seconds) {
                throw wrong();
            }
            return claims;
        } catch (IllegalArgumentException e) {
            throw wrong().because(e);
        } catch (Problem e) {
            throw e.code().startsWith("cube-") ? e : wrong().because(e);
        }
    }

    private byte[] sign(String text) {
        try {
            var mac = Mac.getInstance("HmacSHA256");
            mac.init(key);
            return mac.doFinal(text.getBytes(StandardCharsets.UTF_8));
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException(e);
        }
    }

    private static String part(String json) {
        return ENCODER.encodeToString(json.getBytes(StandardCharsets.UTF_8));
    }

    private static String text(String part) {
        return new String(DECODER.decode(part), StandardCharsets.UTF_8);
    }

    private static Problem wrong() {
        return new Problem(Problem.Kind.FORBIDDEN, "cube-token-wrong");
    }
}
