package runnel.bi.model;

import runnel.bi.words.Lexicon;

/** What a phrase of a question may mean over a model. */
public sealed interface Sense permits ValueRef, Sense.Word {
    /** A meaning that needs no model. */
    record Word(Lexicon.Meaning meaning) implements Sense {}
}
