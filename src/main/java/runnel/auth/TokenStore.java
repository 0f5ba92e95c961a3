package runnel.auth;

/** Port to where hashes of access tokens and sessions are kept. Thread-safe. */
public interface TokenStore {
    boolean hasToken();

    boolean isToken(String hash);

    /** Keeps this as the only token; all sessions end. */
    void replaceToken(String hash);

    /** Those that have ended by now are forgotten. */
    void addSession(String hash, long nowMillis, long untilMillis);

    boolean isSession(String hash, long nowMillis);

    void removeSession(String hash);
}
