package runnel.cube.yaml;

import java.util.ArrayList;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import runnel.cube.Nearest;

/** All cubes and views that a model declares, with what each inherits. */
final class Names {
    private final Map<String, Declaration> declarations = new LinkedHashMap<>();
    private final Map<String, Map<String, Declaration.Entry>> members = new LinkedHashMap<>();

    Names(Collection<ModelFile> files, Report report) {
        for (var file : files) {
            for (var declaration : file.declarations()) {
                var first = declarations.putIfAbsent(declaration.name(), declaration);
                if (first != null) {
                    report.error(
                            declaration.fields().keyPlace("name"),
                            "model-duplicate",
                            declaration.name(),
                            first.fields().keyPlace("name"));
                }
            }
        }
        declarations.values().forEach(declaration -> checkParent(declaration, report));
    }

    Collection<Declaration> all() {
        return declarations.values();
    }

    boolean isCube(String name) {
        var declaration = declarations.get(name);
        return declaration != null && declaration.kind() == Declaration.Kind.CUBE;
    }

    List<String> cubes() {
        return declarations.keySet().stream().filter(this::isCube).toList();
    }

    /** The declaration that a cube or view extends. */
    Optional<Declaration> parent(Declaration declaration) {
        return declaration
                .fields()
                .text("extends", new Report())
                .map(declarations::get)
                .filter(parent -> parent.kind() == declaration.kind());
    }

    /** The declaration and all it extends, nearest first. */
    List<Declaration> line(Declaration declaration) {
        var line = new LinkedHashSet<Declaration>();
        Optional<Declaration> next = Optional.of(declaration);
        while (next.isPresent() && line.add(next.get())) {
            next = parent(next.get());
        }
        return new ArrayList<>(line);
    }

    /** The members of a cube, inherited ones first; the cube's own ones replace those of the same name. */
    Map<String, Declaration.Entry> members(String cube) {
        return members.computeIfAbsent(cube, name -> {
            var all = new LinkedHashMap<String, Declaration.Entry>();
            var declaration = declarations.get(name);
            if (declaration != null) {
                line(declaration).reversed().forEach(ancestor -> all.putAll(ancestor.members()));
            }
            return all;
        });
    }

    Set<String> everything() {
        return declarations.keySet();
    }

    private void checkParent(Declaration declaration, Report report) {
        var name = declaration.fields().text("extends", report);
        if (name.isEmpty()) {
            return;
        }
        if (parent(declaration).isEmpty()) {
            report.error(
                    declaration.fields().place("extends"),
                    "model-cube-unknown",
                    name.get(),
                    declaration.fields().owner(),
                    Nearest.text(name.get(), declarations.keySet()));
        } else if (line(declaration).stream().anyMatch(a -> parent(a).filter(p -> p == declaration).isPresent())) {
            report.error(declaration.fields().place("extends"), "model-circular", "extends", declaration.name());
        }
    }
}
