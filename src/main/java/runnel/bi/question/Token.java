package runnel.bi.question;

import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;
import runnel.bi.model.Sense;
import runnel.bi.model.ValueRef;
import runnel.bi.time.TimeMatch;
import runnel.bi.words.Lexicon;

/** A phrase of a question with all that it may mean. */
public sealed interface Token {
    /** As it was written, in normal spelling. */
    String text();

    /** A phrase that is known. */
    record Phrase(String text, List<Sense> senses, boolean corrected) implements Token {
        Set<String> keys() {
            return senses.stream()
                    .filter(s -> s instanceof Sense.Word(Lexicon.Key k))
                    .map(s -> ((Lexicon.Key) ((Sense.Word) s).meaning()).name())
                    .collect(Collectors.toSet());
        }

        boolean isFiller() {
            return senses.stream().anyMatch(s -> s instanceof Sense.Word(Lexicon.Filler f));
        }

        List<Set<String>> concepts() {
            return senses.stream()
                    .filter(s -> s instanceof Sense.Word(Lexicon.Concepts c))
                    .map(s -> ((Lexicon.Concepts) ((Sense.Word) s).meaning()).names())
                    .toList();
        }

        List<ValueRef> values() {
            return senses.stream()
                    .filter(ValueRef.class::isInstance)
                    .map(ValueRef.class::cast)
                    .toList();
        }
    }

    /** A number, thousands and millions multiplied out. */
    record Amount(String text, double value) implements Token {}

    /** Something about time. */
    record Time(String text, TimeMatch.Meaning meaning) implements Token {}

    /** Punctuation. */
    record Sign(String text) implements Token {}

    /** Something in quotation marks. */
    record Quote(String text) implements Token {}

    /** Nobody knows what this is. */
    record Unknown(String text) implements Token {}
}
