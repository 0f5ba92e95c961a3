package runnel.bi.question;

import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import runnel.bi.model.ValueRef;

/** The tokens of a question, and which of them have found their place. For one thread. */
final class Sentence {
    /** Words of grammar that may stand between others without parting them. */
    private static final Set<String> LIGHT =
            Set.of(
                    "IS", "IN", "EACHONE", "THAT", "POLITE", "FOLLOW", "LIST", "SOLD", "EARNED",
                    "BOUGHT");

    /** The most words of which a name is looked for. */
    static final int LONGEST = 4;

    private final List<Token> tokens;
    private final boolean[] used;
    private final boolean chinese;

    Sentence(List<Token> tokens, boolean chinese) {
        this.tokens = tokens;
        this.used = new boolean[tokens.size()];
        this.chinese = chinese;
    }

    int size() {
        return tokens.size();
    }

    boolean isChinese() {
        return chinese;
    }

    Token at(int i) {
        return tokens.get(i);
    }

    boolean used(int i) {
        return used[i];
    }

    void use(int i) {
        used[i] = true;
    }

    void use(int from, int to) {
        for (var i = from; i < to; i++) {
            used[i] = true;
        }
    }

    boolean free(int i) {
        return i >= 0 && i < used.length && !used[i];
    }

    /** Whether a free token has a grammatical meaning. */
    boolean is(int i, String... keys) {
        if (!free(i) || !(tokens.get(i) instanceof Token.Phrase phrase)) {
            return false;
        }
        var has = phrase.keys();
        for (var key : keys) {
            if (has.contains(key)) {
                return true;
            }
        }
        return false;
    }

    boolean has(String... keys) {
        for (var i = 0; i < size(); i++) {
            if (is(i, keys)) {
                return true;
            }
        }
        return false;
    }

    /** Whether a token says nothing that anybody waits for. */
    boolean filler(int i) {
        return i >= 0
                && i < size()
                && tokens.get(i) instanceof Token.Phrase p
                && (p.isFiller() || p.keys().contains("POLITE"))
                && p.concepts().isEmpty()
                && p.values().isEmpty()
                && LIGHT.containsAll(p.keys());
    }

    /** The concepts that a free token names; none where it names none. */
    Set<String> concepts(int i) {
        if (free(i)
                && tokens.get(i) instanceof Token.Phrase phrase
                && !phrase.concepts().isEmpty()) {
            return phrase.concepts().getFirst();
        }
        return Set.of();
    }

    List<ValueRef> values(int i) {
        return free(i) && tokens.get(i) instanceof Token.Phrase phrase
                ? phrase.values()
                : List.of();
    }

    boolean named(int i) {
        return !concepts(i).isEmpty();
    }

    /** The next tokens from here on that name something. */
    List<Integer> namedFrom(int i) {
        var run = new ArrayList<Integer>();
        for (var j = i; j < size() && named(j) && run.size() < LONGEST; j++) {
            run.add(j);
        }
        return run;
    }

    /** The last tokens up to here that name something, in their order. */
    List<Integer> namedTo(int i) {
        var run = new ArrayList<Integer>();
        for (var j = i; j >= 0 && named(j) && run.size() < LONGEST; j--) {
            run.addFirst(j);
        }
        return run;
    }

    /** The tokens after this one and after fillers that name something. */
    List<Integer> namedAfter(int i) {
        var j = i + 1;
        while (j < size() && filler(j)) {
            j++;
        }
        return namedFrom(j);
    }

    /** The tokens before this one and before fillers that name something. */
    List<Integer> namedBefore(int i) {
        var j = i - 1;
        while (j >= 0 && (filler(j) || is(j, "IS"))) {
            j--;
        }
        return namedTo(j);
    }

    /** The first number that has not found its place. */
    Optional<Integer> freeAmount() {
        for (var i = 0; i < size(); i++) {
            if (free(i) && at(i) instanceof Token.Amount) {
                return Optional.of(i);
            }
        }
        return Optional.empty();
    }

    /** The concepts of some tokens together. */
    Set<String> concepts(List<Integer> some) {
        var all = new HashSet<String>();
        some.forEach(i -> all.addAll(concepts(i)));
        return all;
    }

    /** The next index after one that is no filler. */
    int next(int i) {
        var j = i + 1;
        while (j < size() && (filler(j) || used[j])) {
            j++;
        }
        return j;
    }

    int before(int i) {
        var j = i - 1;
        while (j >= 0 && (filler(j) || used[j])) {
            j--;
        }
        return j;
    }

    /** All free tokens that name concepts. */
    List<Integer> named() {
        var all = new ArrayList<Integer>();
        for (var i = 0; i < size(); i++) {
            if (named(i)) {
                all.add(i);
            }
        }
        return all;
    }

    String text(List<Integer> some) {
        var text = new StringBuilder();
        for (var i : some) {
            if (!text.isEmpty() && !chinese) {
                text.append(' ');
            }
            text.append(tokens.get(i).text());
        }
        return text.toString();
    }
}
