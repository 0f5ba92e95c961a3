package runnel.cube.analytics;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.Optional;
import runnel.base.Problem;
import runnel.cube.Catalog;
import runnel.cube.SecurityContext;

/**
 * The semantic layer as everybody uses it: queries in, answers out. Thread-safe.
 *
 * <p>Queries are Cube's JSON; whatever is wrong with one is a {@link Problem} that says so.
 */
public interface Analytics extends AutoCloseable {
    /**
     * Answers a query or, where {@code multi}, several that belong together.
     *
     * @return to be closed; a single answer is read from the database while its rows are read
     * @throws InterruptedException when the caller was interrupted; the statement is cancelled then
     */
    Loaded load(JsonNode query, boolean multi, SecurityContext viewer) throws InterruptedException;

    /** The statement that answers a query, without running it. */
    JsonNode sql(JsonNode query, SecurityContext viewer);

    /** Checks a query and returns it with all it leaves open filled in, without running it. */
    ObjectNode dryRun(JsonNode query, SecurityContext viewer);

    /**
     * What there is to ask: cubes and views with their members, as far as the viewer may see them.
     */
    ObjectNode meta(SecurityContext viewer);

    /** The data model itself, where it is in this process. */
    default Optional<Catalog> catalog() {
        return Optional.empty();
    }

    /** Answers one query completely, for callers that want the rows in memory. */
    default Table rows(JsonNode query, SecurityContext viewer) throws InterruptedException {
        try (var loaded = load(query, false, viewer)) {
            return Table.read(loaded.answers().getFirst());
        }
    }

    @Override
    void close();
}
