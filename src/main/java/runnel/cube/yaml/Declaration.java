package runnel.cube.yaml;

import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import runnel.cube.MemberName;

/** A cube or view as a file declares it, and the members it names. */
record Declaration(Kind kind, String name, Fields fields, Map<String, Entry> members) {
    /** What is declared. */
    enum Kind {
        CUBE,
        VIEW
    }

    /** The sort of a member. */
    enum Sort {
        MEASURE("measures", "measure"),
        DIMENSION("dimensions", "dimension"),
        SEGMENT("segments", "segment");

        private final String key;
        private final String word;

        Sort(String key, String word) {
            this.key = key;
            this.word = word;
        }
    }

    /** A member's own mapping. */
    record Entry(Sort sort, Fields fields) {}

    /** Reads the names of a declaration; empty after a report where it has no usable name itself. */
    static Optional<Declaration> read(Kind kind, Fields fields, Report report) {
        var name = name(fields, report);
        if (name.isEmpty()) {
            return Optional.empty();
        }
        var members = new LinkedHashMap<String, Entry>();
        if (kind == Kind.CUBE) {
            for (var sort : Sort.values()) {
                for (var item : fields.items(sort.key, sort.word, report)) {
                    add(members, new Entry(sort, item), name.get(), report);
                }
            }
        }
        return Optional.of(new Declaration(kind, name.get(), fields, members));
    }

    private static void add(Map<String, Entry> members, Entry entry, String owner, Report report) {
        name(entry.fields(), report).ifPresent(member -> {
            var first = members.putIfAbsent(member, entry);
            if (first != null) {
                var where = first.fields().keyPlace("name");
                report.error(entry.fields().keyPlace("name"), "model-member-duplicate", member, owner, where);
            }
        });
    }

    private static Optional<String> name(Fields fields, Report report) {
        var name = fields.required("name", report);
        if (name.isPresent() && !MemberName.isWord(name.get())) {
            report.error(fields.place("name"), "model-name", name.get());
            return Optional.empty();
        }
        return name;
    }
}
