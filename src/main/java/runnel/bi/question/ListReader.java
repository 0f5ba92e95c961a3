package runnel.bi.question;

import java.util.HashSet;
import java.util.Set;
import runnel.bi.model.Subject;

/** Takes up rows that are listed without a number. */
final class ListReader {
    private final Sketch sketch;
    private final Members members;
    private final Measures measures;

    ListReader(Sketch sketch, Members members, Measures measures) {
        this.sketch = sketch;
        this.members = members;
        this.measures = measures;
    }

    /** "list all departments", "有哪些产品类别": values of a dimension, no number. */
    boolean lists(Set<String> asked) {
        if (listsKind(asked)) {
            return true;
        }
        var group = members.group(asked);
        var isMeasure =
                measures.find(asked, asked, new Measures.Allowed(false, true, false)).best();
        var subject = members.subject(asked).isPresent();
        if (group.isEmpty()
                || isMeasure.isPresent() && !subject
                || asked.contains("count")
                || asked.contains("total")) {
            return false;
        }
        if (!sketch.groups.contains(group.get())) {
            sketch.groups.add(group.get());
        }
        sketch.listing = true;
        return true;
    }

    /** "which products are discontinued": those for which something is so. */
    private boolean listsKind(Set<String> asked) {
        var things = asked.stream().filter(members::isSubject).toList();
        var rest = new HashSet<>(asked);
        things.forEach(rest::remove);
        var flag = members.flags(rest).stream().findFirst();
        var label = members.subject(Set.copyOf(things)).flatMap(Subject::label);
        if (flag.isEmpty() || label.isEmpty() || !sketch.groups.isEmpty()) {
            return false;
        }
        members.candidate(label.get()).ifPresent(sketch.groups::add);
        sketch.flags.add(flag.get());
        sketch.listing = true;
        return true;
    }
}
