package runnel.cube.query;

import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.List;
import runnel.cube.Query;

/** A request as it was understood: one query, or several that belong together. */
public record Asked(Type type, List<Part> parts) {
    /** Why there are several queries. */
    public enum Type {
        REGULAR("regularQuery"),
        /** One query for each of several ranges of time. */
        COMPARE("compareDateRangeQuery"),
        /** Several queries to be shown along one axis of time. */
        BLENDING("blendingQuery");

        private final String word;

        Type(String word) {
            this.word = word;
        }

        public String word() {
            return word;
        }
    }

    /**
     * One of the queries.
     *
     * @param json the query with all it leaves open filled in, as clients get it back
     * @param compared the range of a comparison, as text; empty otherwise
     */
    public record Part(Query query, ObjectNode json, String compared) {}

    public Asked {
        parts = List.copyOf(parts);
    }

    public Part only() {
        return parts.getFirst();
    }

    /** Whether cached answers are unwelcome. */
    public boolean fresh() {
        var json = only().json();
        return json.path("renewQuery").asBoolean()
                || List.of("no-cache", "must-revalidate").contains(json.path("cacheMode").asText());
    }
}
