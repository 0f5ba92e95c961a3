package runnel.cube.yaml;

import java.util.ArrayList;
import java.util.List;
import runnel.cube.Entity;
import runnel.cube.Nearest;
import runnel.cube.Titles;

/** Reads the hierarchies of a cube. */
record HierarchyReader(Names names, Declaration declaration, Report report) {
    List<Entity.Hierarchy> read(Fields fields) {
        var all = new ArrayList<Entity.Hierarchy>();
        for (var item : fields.items("hierarchies", "hierarchy", report)) {
            item.check(List.of("name", "title", "public", "levels"), report);
            item.required("name", report)
                    .ifPresent(name ->
                            all.add(
                                    new Entity.Hierarchy(
                                            declaration.name() + "." + name,
                                            item.text("title", report)
                                                    .orElseGet(() -> Titles.of(name)),
                                            Labels.shown(item, true, report),
                                            levels(item),
                                            "")));
        }
        return all;
    }

    private List<String> levels(Fields item) {
        var levels = new ArrayList<String>();
        for (var level : item.texts("levels", report)) {
            var name = level.replaceAll("[{}]", "");
            var full =
                    name.contains(".")
                            ? name.replaceFirst("^CUBE\\.", declaration.name() + ".")
                            : declaration.name() + "." + name;
            var dot = full.indexOf('.');
            var known = names.members(full.substring(0, dot));
            if (known.containsKey(full.substring(dot + 1))) {
                levels.add(full);
            } else {
                report.error(
                        item.place("levels"),
                        "model-reference-unknown",
                        level,
                        declaration.name(),
                        Nearest.text(level, known.keySet()));
            }
        }
        return levels;
    }
}
