package runnel.wire.cube;

import java.util.List;
import runnel.cube.Column;
import runnel.cube.analytics.Answer;

/** The titles of an answer's columns, as people know them. */
final class Titles {
    private Titles() {}

    static List<String> of(Answer answer) {
        return answer.columns().stream().map(column -> title(answer, column)).toList();
    }

    private static String title(Answer answer, Column column) {
        for (var kind : List.of("measures", "dimensions", "timeDimensions")) {
            var title = answer.annotation().path(kind).path(column.member()).path("title");
            if (title.isTextual()) {
                return title.asText();
            }
        }
        return column.member();
    }
}
