package runnel.cube.yaml;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import runnel.cube.Finding;
import runnel.cube.Place;

/** Collects what the compiler finds; the same remark about the same place counts once. */
final class Report {
    private final Set<Finding> findings = new LinkedHashSet<>();

    void error(Place place, String code, Object... values) {
        add(place, Finding.Severity.ERROR, code, values);
    }

    void notice(Place place, String code, Object... values) {
        add(place, Finding.Severity.NOTICE, code, values);
    }

    void addAll(List<Finding> more) {
        findings.addAll(more);
    }

    List<Finding> findings() {
        return new ArrayList<>(findings);
    }

    private void add(Place place, Finding.Severity severity, String code, Object... values) {
        findings.add(new Finding(place, severity, code, Arrays.stream(values).map(String::valueOf).toList()));
    }
}
