package runnel.cube.sql;

import java.time.ZoneId;
import runnel.cube.Catalog;

/** What all parts of one statement share. */
record Context(Catalog catalog, JoinGraph graph, Dialect dialect, ZoneId zone, Binds binds) {
    /** The longest name that every database keeps apart. */
    private static final int MAX_NAME = 63;

    /** A name in quotes; one that is too long keeps its beginning and a checksum of the rest. */
    String quote(String name) {
        if (name.length() <= MAX_NAME) {
            return dialect.quote(name);
        }
        var hash = Integer.toHexString(name.hashCode());
        return dialect.quote(name.substring(0, MAX_NAME - 9) + "_" + hash);
    }
}
