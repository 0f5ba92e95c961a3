package runnel.cube.analytics;

import java.util.List;
import runnel.cube.Catalog;
import runnel.cube.Finding;

/** Where the data model comes from; it may change while it is used. Thread-safe. */
public interface Models {
    /** The model in force. */
    Catalog catalog();

    /** What the compiler says of the newest model, which need not be in force yet. */
    List<Finding> findings();

    /** A model that never changes. */
    static Models of(Catalog catalog) {
        return new Models() {
            @Override
            public Catalog catalog() {
                return catalog;
            }

            @Override
            public List<Finding> findings() {
                return catalog.findings();
            }
        };
    }
}
