package runnel.bi;

import java.util.List;
import runnel.bi.question.Draft;

/** What became of a question: something to ask the data, a question back, or a refusal. */
public sealed interface Reading {
    /**
     * A query that answers.
     *
     * @param draft the query, members by the names of their cubes or of one view
     * @param confidence from 0 to 1; never below {@link QuestionParser#CONFIDENCE}
     */
    record Answerable(Draft draft, double confidence, boolean share) implements Reading {}

    /**
     * Something must be known before data can be shown.
     *
     * @param code of the text {@code bi.clarify.CODE}
     * @param choices questions or words that would do; may be empty
     */
    record Clarify(String code, List<String> values, List<String> choices) implements Reading {
        public Clarify {
            values = List.copyOf(values);
            choices = List.copyOf(choices);
        }
    }

    /**
     * No data can answer this.
     *
     * @param code of the text {@code bi.refuse.CODE}
     */
    record Refuse(String code, List<String> values) implements Reading {
        public Refuse {
            values = List.copyOf(values);
        }
    }
}
