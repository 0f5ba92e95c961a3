package runnel.cube;

import java.util.List;

/**
 * A column of an answer.
 *
 * @param alias its name in SQL
 * @param members the names that clients know it by: two for a time dimension with a granularity
 */
public record Column(String alias, List<String> members, ValueType type) {
    public Column {
        members = List.copyOf(members);
    }

    public String member() {
        return members.getFirst();
    }
}
