package runnel.bi.question;

import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import runnel.bi.model.Sense;
import runnel.bi.words.Lexicon;

/** Words that mean something else next to others: what customers spend is what is earned. */
final class Context {
    private static final Set<String> COSTS =
            Set.of("freight", "salary", "bonus", "budget", "cost", "discount");

    private static final Set<String> WHO = Set.of("who", "谁", "whose");

    private Context() {}

    static List<Token> read(List<Token> tokens) {
        if (tokens.stream().noneMatch(token -> names(token, "spend"))) {
            return tokens;
        }
        if (tokens.stream()
                .anyMatch(token -> COSTS.stream().anyMatch(cost -> names(token, cost)))) {
            // "运费花得最多": what it is spent on is what is measured.
            return tokens.stream().filter(token -> !names(token, "spend")).toList();
        }
        var customers = tokens.stream().anyMatch(token -> names(token, "customer"));
        var who = tokens.stream().anyMatch(token -> WHO.contains(token.text()));
        if (!customers && !who) {
            return tokens;
        }
        var read = new ArrayList<Token>();
        for (var token : tokens) {
            if (names(token, "spend") && token instanceof Token.Phrase phrase) {
                var meant = customers ? Set.of("revenue") : Set.of("revenue", "customer");
                read.add(
                        new Token.Phrase(
                                phrase.text(),
                                List.of(new Sense.Word(new Lexicon.Concepts(meant))),
                                phrase.corrected()));
            } else {
                read.add(token);
            }
        }
        return read;
    }

    private static boolean names(Token token, String concept) {
        return token instanceof Token.Phrase phrase
                && phrase.concepts().stream().anyMatch(names -> names.contains(concept));
    }
}
