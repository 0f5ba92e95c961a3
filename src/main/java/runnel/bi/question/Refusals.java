package runnel.bi.question;

import java.util.List;
import java.util.Optional;
import runnel.bi.Reading;

/** Tells what no data can answer: writing, forecasts, causes, secrets. */
final class Refusals {
    private Refusals() {}

    /**
     * @param after whether something was asked before
     * @param followsUp whether the question says that it goes on from there
     */
    static Optional<Reading> of(Sentence sentence, boolean after, boolean followsUp) {
        var first = first(sentence);
        for (var i = 0; i < sentence.size(); i++) {
            if (sentence.is(i, "SECRET")) {
                return refuse("secret", sentence.at(i).text());
            }
            if (sentence.is(i, "WRITE")
                    && !(followsUp && sentence.is(i, "INSTEAD"))
                    && !((after || i > first) && leavesOut(sentence, i))
                    && (i == first || sentence.isChinese() || afterAnd(sentence, i))) {
                return refuse("write", sentence.at(i).text());
            }
            if (sentence.is(i, "FORECAST")) {
                return refuse("forecast", sentence.at(i).text());
            }
            if (sentence.is(i, "WHY")) {
                return refuse("why", sentence.at(i).text());
            }
            if (sentence.is(i, "STATS")) {
                return refuse("statistics", sentence.at(i).text());
            }
        }
        return Optional.empty();
    }

    /** "drop Germany": rows of an answer, not of a table. */
    private static boolean leavesOut(Sentence sentence, int i) {
        var next = sentence.next(i);
        return sentence.is(i, "EXCEPT")
                && !sentence.values(next).isEmpty()
                && sentence.named().stream().noneMatch(named -> named > next);
    }

    private static boolean afterAnd(Sentence sentence, int i) {
        return sentence.is(i - 1, "AND") || i > 0 && sentence.at(i - 1) instanceof Token.Sign;
    }

    private static Optional<Reading> refuse(String code, String word) {
        return Optional.of(new Reading.Refuse(code, List.of(word)));
    }

    private static int first(Sentence sentence) {
        for (var i = 0; i < sentence.size(); i++) {
            if (!sentence.filler(i) && !(sentence.at(i) instanceof Token.Sign)) {
                return i;
            }
        }
        return -1;
    }
}
