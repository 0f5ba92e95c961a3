package runnel.llm;

/**
 * How many tokens a text has, about: each model cuts text in its own way, and none says how before
 * it is asked.
 */
public final class TokenCount {
    /** Quarters of a token that a character has, by script. */
    private static final int LATIN = 1;

    private static final int OTHER_LETTERS = 2;
    private static final int IDEOGRAPH = 4;

    private static final int ASCII_END = 0x80;
    private static final int LETTERS_END = 0x2E80;

    /** What stands around each turn. */
    private static final int TURN = 4;

    private TokenCount() {}

    public static int of(String text) {
        var quarters = 0L;
        for (var i = 0; i < text.length(); i++) {
            var c = text.charAt(i);
            quarters += c < ASCII_END ? LATIN : c < LETTERS_END ? OTHER_LETTERS : IDEOGRAPH;
        }
        return (int) Math.min(Integer.MAX_VALUE, (quarters + 3) / 4);
    }

    /** Without pictures: their size says nothing, and they are counted elsewhere. */
    public static int of(Prompt.Turn turn) {
        return TURN
                + switch (turn) {
                    case Prompt.User user -> of(user.told());
                    case Prompt.Assistant said ->
                            of(said.text())
                                    + said.calls().stream()
                                            .mapToInt(call -> of(call.arguments()))
                                            .sum();
                    case Prompt.Tool tool -> of(tool.result().text());
                };
    }
}
