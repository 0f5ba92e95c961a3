package runnel.auth;

import java.util.Optional;
import runnel.base.Clock;
import runnel.base.Hash;
import runnel.base.Id;
import runnel.base.Problem;

/**
 * Who may use the server. Thread-safe.
 *
 * <p>On loopback everybody at the machine is the owner. Elsewhere the owner proves it with the
 * access token: programs send it as a bearer token, browsers trade it once for a session. Only
 * hashes of secrets are kept.
 */
public final class Access {
    /** The one who owns everything on a server with a single user. */
    public static final String OWNER = "owner";

    /** How long a browser stays logged in. */
    public static final long SESSION_MILLIS = 30L * 24 * 3600 * 1000;

    private static final int SECRET_CHARS = 40;

    private final TokenStore store;
    private final Clock clock;
    private final boolean required;

    /**
     * @param required whether requests must prove who they are from
     */
    public Access(TokenStore store, Clock clock, boolean required) {
        this.store = store;
        this.clock = clock;
        this.required = required;
    }

    public boolean isRequired() {
        return required;
    }

    /**
     * Makes the access token if there is none yet; the secret is shown this once and never again.
     */
    public Optional<String> firstToken() {
        if (!required || store.hasToken()) {
            return Optional.empty();
        }
        return Optional.of(newToken());
    }

    /** Makes a new access token; the earlier ones and all sessions end. */
    public String newToken() {
        var secret = Id.secret(SECRET_CHARS);
        store.replaceToken(Hash.of(secret));
        return secret;
    }

    /**
     * Trades an access token for a browser session.
     *
     * @return the session's secret, for a cookie
     * @throws Problem {@code token-wrong}
     */
    public String login(String token) {
        if (!store.isToken(Hash.of(token))) {
            throw new Problem(Problem.Kind.UNAUTHORIZED, "token-wrong");
        }
        var secret = Id.secret(SECRET_CHARS);
        var now = clock.millis();
        store.addSession(Hash.of(secret), now, now + SESSION_MILLIS);
        return secret;
    }

    /** Ends a session; nothing happens where there is none. */
    public void logout(String session) {
        store.removeSession(Hash.of(session));
    }

    /**
     * Who sends a request.
     *
     * @param bearer the bearer token; empty for none
     * @param session the session cookie; empty for none
     * @throws Problem {@code login-needed} when neither proves anything
     */
    public String user(String bearer, String session) {
        if (required && !isValid(bearer, session)) {
            throw new Problem(Problem.Kind.UNAUTHORIZED, "login-needed");
        }
        return OWNER;
    }

    /** Whether a bearer token or a session proves anything now. */
    public boolean isValid(String bearer, String session) {
        return (!bearer.isEmpty() && store.isToken(Hash.of(bearer)))
                || (!session.isEmpty() && store.isSession(Hash.of(session), clock.millis()));
    }
}
