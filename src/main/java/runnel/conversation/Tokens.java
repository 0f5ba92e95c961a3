package runnel.conversation;

/** Counts of tokens, as {@link runnel.event.Event.RunEnd} has them. */
public record Tokens(long input, long cached, long output, long reasoning) {
    public static final Tokens NONE = new Tokens(0, 0, 0, 0);
}
