package runnel.cube;

import java.util.Locale;

/** The type of a member's values, as models and clients name it. */
public enum ValueType {
    STRING,
    NUMBER,
    BOOLEAN,
    TIME,
    GEO;

    public String word() {
        return name().toLowerCase(Locale.ROOT);
    }
}
