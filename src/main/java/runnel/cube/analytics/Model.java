package runnel.cube.analytics;

import runnel.cube.Catalog;
import runnel.cube.Plan;
import runnel.cube.Query;
import runnel.cube.SecurityContext;
import runnel.cube.sql.Dialect;
import runnel.cube.sql.Guard;
import runnel.cube.sql.Planner;

/** A catalog with all that answers queries on it. Immutable. */
record Model(Catalog catalog, Planner planner, Guard guard, Annotations annotations) {
    Model(Catalog catalog, Dialect dialect) {
        this(catalog, new Planner(catalog, dialect), new Guard(catalog), new Annotations(catalog));
    }

    Plan plan(Query query, SecurityContext viewer) {
        return planner.plan(guard.guard(query, viewer));
    }

    Plan total(Query query, SecurityContext viewer) {
        return planner.total(guard.guard(query, viewer));
    }
}
