package runnel.cube.yaml;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import runnel.cube.Cube;
import runnel.cube.Entity;
import runnel.cube.Nearest;
import runnel.cube.View;

/** Reads one view. */
final class ViewReader {
    private static final List<String> KEYS =
            List.of(
                    "name",
                    "title",
                    "description",
                    "public",
                    "shown",
                    "meta",
                    "cubes",
                    "folders",
                    "access_policy",
                    "extends",
                    "hierarchies",
                    "default_filters");
    private static final List<String> CUBE_KEYS =
            List.of("join_path", "includes", "excludes", "prefix", "alias", "split");
    private final Names names;
    private final Declaration declaration;
    private final Report report;
    private final Inclusion inclusion;

    ViewReader(Map<String, Cube> cubes, Names names, Declaration declaration, Report report) {
        this.names = names;
        this.declaration = declaration;
        this.report = report;
        this.inclusion = new Inclusion(cubes, names, declaration, report);
    }

    View read() {
        var fields = declaration.fields();
        fields.check(KEYS, report);
        if (fields.has("default_filters")) {
            report.notice(
                    fields.keyPlace("default_filters"),
                    "model-not-supported",
                    "default_filters",
                    fields.owner());
        }
        var line = names.line(declaration).reversed();
        if (line.stream().noneMatch(ancestor -> ancestor.fields().has("cubes"))) {
            report.error(fields.place(), "model-key-missing", "cubes", fields.owner());
        }
        for (var ancestor : line) {
            for (var item : ancestor.fields().items("cubes", "cube", report)) {
                item.check(CUBE_KEYS, report);
                inclusion.include(item);
            }
        }
        var head =
                new Entity.Head(
                        declaration.name(),
                        Labels.read(fields, declaration.name(), report),
                        Labels.shown(fields, true, report),
                        new PolicyReader(declaration.name(), report).read(fields),
                        inclusion.hierarchies(),
                        folders(fields),
                        fields.place());
        return new View(head, new LinkedHashMap<>(inclusion.aliases()), inclusion.members());
    }

    private List<Entity.Folder> folders(Fields fields) {
        var folders = new ArrayList<Entity.Folder>();
        for (var item : fields.items("folders", "folder", report)) {
            item.check(List.of("name", "includes"), report);
            var includes = new ArrayList<String>();
            for (var name : item.texts("includes", report)) {
                if (inclusion.members().containsKey(name)) {
                    includes.add(declaration.name() + "." + name);
                } else if (!isDropped(name)) {
                    report.error(
                            item.place("includes"),
                            "model-view-member-unknown",
                            name,
                            declaration.name(),
                            declaration.name(),
                            Nearest.text(name, inclusion.members().keySet()));
                }
            }
            item.required("name", report)
                    .ifPresent(name -> folders.add(new Entity.Folder(name, includes)));
        }
        return folders;
    }

    /** Whether a cube declares the member, which then was reported already. */
    private boolean isDropped(String name) {
        return names.cubes().stream().anyMatch(cube -> names.members(cube).containsKey(name));
    }
}
