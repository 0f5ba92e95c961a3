package runnel.cube.analytics;

import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.List;
import runnel.cube.query.Asked;

/** The answers to one request, and the query by which several are shown as one. To be closed. */
public record Loaded(Asked.Type type, List<Answer> answers, ObjectNode pivotQuery) implements AutoCloseable {
    public Loaded {
        answers = List.copyOf(answers);
    }

    @Override
    public void close() {
        answers.forEach(answer -> answer.rows().close());
    }
}
