package runnel.llm.langchain;

/**
 * How long a provider may take.
 *
 * @param connectMillis to reach the provider, TLS included
 * @param firstPieceMillis from the request to the first event of the answer: models that think long
 *     are silent till then
 * @param idleMillis of silence once the answer has begun; comments are silence
 * @param retries of a request that failed before the first event of its answer
 * @param retryMillis before the first retry, doubled for each further one, where the provider names
 *     no time
 * @param retryAfterMillis the longest wait a provider may ask for; when it asks for more the
 *     request fails at once
 */
public record Limits(
        int connectMillis,
        int firstPieceMillis,
        int idleMillis,
        int retries,
        int retryMillis,
        int retryAfterMillis) {
    public static final Limits DEFAULT = new Limits(10_000, 300_000, 60_000, 2, 500, 60_000);

    public Limits {
        if (connectMillis <= 0 || firstPieceMillis <= 0 || idleMillis <= 0) {
            throw new IllegalArgumentException("a limit of time must be positive");
        }
        if (retries < 0 || retryMillis < 0 || retryAfterMillis < 0) {
            throw new IllegalArgumentException("a limit of retries must not be negative");
        }
    }

    public Limits withIdleMillis(int millis) {
        return new Limits(
                connectMillis, firstPieceMillis, millis, retries, retryMillis, retryAfterMillis);
    }
}
