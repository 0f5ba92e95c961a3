package runnel.llm;

import java.math.BigDecimal;
import java.math.MathContext;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import runnel.base.Problem;

/**
 * What models cost, as far as anybody has said so. Immutable.
 *
 * @param currency as it is shown
 */
public record Prices(String currency, List<Price> all) {
    public static final Prices NONE = new Prices("", List.of());

    /** Digits that matter of a price for one answer. */
    private static final int SHOWN_DIGITS = 2;

    /** Prices are for so many tokens, as a power of ten. */
    private static final int MILLION = 6;

    public Prices {
        all = List.copyOf(all);
    }

    /**
     * Of one model, for a million tokens.
     *
     * @param model its full name; a star at the end stands for any that begin so
     * @param read of tokens that were not in the provider's cache
     */
    public record Price(String model, BigDecimal read, BigDecimal cached, BigDecimal written) {
        boolean isFor(String name) {
            return model.endsWith("*")
                    ? name.startsWith(model.substring(0, model.length() - 1))
                    : name.equals(model);
        }
    }

    /**
     * Reads entries of the form {@code openai/gpt-5-mini 0.25 0.025 2}.
     *
     * @throws Problem {@code price-unclear}
     */
    public static Prices of(String currency, List<String> entries) {
        var all = new ArrayList<Price>();
        for (var entry : entries) {
            var words = entry.strip().split("\\s+");
            try {
                all.add(
                        new Price(
                                words[0],
                                new BigDecimal(words[1]),
                                new BigDecimal(words[2]),
                                new BigDecimal(words[3])));
            } catch (NumberFormatException | ArrayIndexOutOfBoundsException e) {
                throw new Problem(Problem.Kind.INVALID, "price-unclear", entry).because(e);
            }
        }
        return new Prices(currency, all);
    }

    /** What an answer has cost, as people read it; empty where no price is known. */
    public Optional<String> of(String model, long input, long cached, long output) {
        return all.stream()
                .filter(price -> price.isFor(model))
                .findFirst()
                .map(price ->
                        price.read()
                                .multiply(BigDecimal.valueOf(input - cached))
                                .add(price.cached().multiply(BigDecimal.valueOf(cached)))
                                .add(price.written().multiply(BigDecimal.valueOf(output)))
                                .movePointLeft(MILLION))
                .map(cost ->
                        currency
                                + cost.round(new MathContext(SHOWN_DIGITS))
                                        .stripTrailingZeros()
                                        .toPlainString());
    }
}
