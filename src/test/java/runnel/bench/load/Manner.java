package runnel.bench.load;

/**
 * How a pretended model answers. A model's name that ends in a dash and a number, as {@code
 * fake-5000}, sets the tokens; one that begins with {@code fake-tools} asks for two tools first.
 *
 * @param tokensPerSecond of each answer; zero for as fast as it is read
 * @param firstMillis from the request to the first token
 * @param tokenChars of each token, at least those of its stamp
 */
public record Manner(int tokens, int tokensPerSecond, int firstMillis, int tokenChars) {
    /** An answer of usual length at the speed of a good model. */
    public static final Manner USUAL = new Manner(300, 50, 200, 24);

    public Manner {
        if (tokens < 1
                || tokensPerSecond < 0
                || firstMillis < 0
                || tokenChars < Token.STAMP_CHARS) {
            throw new IllegalArgumentException("no such manner");
        }
    }

    long pauseNanos() {
        return tokensPerSecond == 0 ? 0 : 1_000_000_000L / tokensPerSecond;
    }
}
