package runnel.cube.sql;

import java.time.ZoneId;
import java.util.ArrayList;
import java.util.List;
import runnel.cube.Catalog;
import runnel.cube.Stage;

/**
 * What all parts of one statement share.
 *
 * @param shifts by how much times are moved in this part
 */
record Context(
        Catalog catalog,
        JoinGraph graph,
        Dialect dialect,
        ZoneId zone,
        Binds binds,
        List<Stage.Shift> shifts) {
    /** The longest name that every database keeps apart. */
    private static final int MAX_NAME = 63;

    Context shifted(Stage.Shift shift) {
        var all = new ArrayList<>(shifts);
        all.add(shift);
        return new Context(catalog, graph, dialect, zone, binds, all);
    }

    /** A name in quotes; one that is too long keeps its beginning and a checksum of the rest. */
    String quote(String name) {
        if (name.length() <= MAX_NAME) {
            return dialect.quote(name);
        }
        var hash = Integer.toHexString(name.hashCode());
        return dialect.quote(name.substring(0, MAX_NAME - 9) + "_" + hash);
    }
}
