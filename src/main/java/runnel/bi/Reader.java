package runnel.bi;

import java.util.Arrays;
import java.util.Locale;
import java.util.Optional;
import java.util.function.Supplier;
import runnel.llm.Model;

/** Who reads questions and explains rows. */
public enum Reader {
    /** The model of the run where it is a real one, the parser otherwise. */
    AUTO,
    MODEL,
    /** No model: the grammar of {@link QuestionParser} and computed facts. */
    PARSER;

    public static Optional<Reader> of(String word) {
        return Arrays.stream(values()).filter(one -> one.word().equals(word)).findFirst();
    }

    public String word() {
        return name().toLowerCase(Locale.ROOT);
    }

    boolean asks(Supplier<Model> model) {
        return this == MODEL || this == AUTO && !model.get().isSimulated();
    }
}
