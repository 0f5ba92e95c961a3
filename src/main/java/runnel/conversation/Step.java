package runnel.conversation;

/**
 * A model call of a reply that is over and asked for tools; its number is its place.
 *
 * @param end parts below this index belong to it or to earlier ones
 */
public record Step(
        int end,
        long inputTokens,
        long cachedTokens,
        long outputTokens,
        long reasoningTokens,
        String memo) {}
