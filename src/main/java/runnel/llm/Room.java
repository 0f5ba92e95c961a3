package runnel.llm;

import java.util.ArrayList;
import java.util.List;
import runnel.base.Problem;

/**
 * How many tokens of a conversation models are given. Immutable.
 *
 * @param usual where nothing is said of a model
 */
public record Room(int usual, List<Share> shares) {
    /** Most models take more; few conversations need it, and all of it is paid for every time. */
    public static final int USUAL = 48_000;

    /** Less would not hold a question and its answer. */
    public static final int LEAST = 500;

    public static final Room DEFAULT = new Room(USUAL, List.of());

    public Room {
        shares = List.copyOf(shares);
    }

    /**
     * Of one model.
     *
     * @param model its full name; a star at the end stands for any that begin so
     */
    public record Share(String model, int tokens) {
        boolean isFor(String name) {
            return model.endsWith("*")
                    ? name.startsWith(model.substring(0, model.length() - 1))
                    : name.equals(model);
        }
    }

    /**
     * Reads entries of the form {@code openai/gpt-5-mini 200000}; a number alone is the usual.
     *
     * @throws Problem {@code history-unclear}
     */
    public static Room of(List<String> entries) {
        var usual = USUAL;
        var shares = new ArrayList<Share>();
        for (var entry : entries) {
            var words = entry.strip().split("\\s+");
            var tokens = tokens(words[words.length - 1], entry);
            if (words.length == 1) {
                usual = tokens;
            } else if (words.length == 2) {
                shares.add(new Share(words[0], tokens));
            } else {
                throw new Problem(Problem.Kind.INVALID, "history-unclear", entry, LEAST);
            }
        }
        return new Room(usual, shares);
    }

    /** Tokens of a conversation that a model is given, by its full name. */
    public int of(String model) {
        return shares.stream()
                .filter(share -> share.isFor(model))
                .findFirst()
                .map(Share::tokens)
                .orElse(usual);
    }

    private static int tokens(String text, String entry) {
        try {
            var tokens = Integer.parseInt(text);
            if (tokens >= LEAST) {
                return tokens;
            }
        } catch (NumberFormatException e) {
            // Said below.
        }
        throw new Problem(Problem.Kind.INVALID, "history-unclear", entry, LEAST);
    }
}
