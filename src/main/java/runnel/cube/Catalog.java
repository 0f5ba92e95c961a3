package runnel.cube;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.SequencedMap;

/** A compiled data model: cubes and views by name, what the compiler found, and a version. Immutable. */
public final class Catalog {
    public static final Catalog EMPTY = new Catalog(List.of(), List.of(), List.of(), "0");

    private final SequencedMap<String, Entity> entities;
    private final List<RowRule> rules;
    private final List<Finding> findings;
    private final String version;

    /**
     * @param entities in the order that clients shall see
     * @param rules conditions and refusals by security context
     * @param version changes whenever an answer may change by the model
     */
    public Catalog(List<Entity> entities, List<RowRule> rules, List<Finding> findings, String version) {
        this.entities = new LinkedHashMap<>();
        entities.forEach(entity -> this.entities.put(entity.name(), entity));
        this.rules = List.copyOf(rules);
        this.findings = List.copyOf(findings);
        this.version = version;
    }

    public List<Entity> entities() {
        return List.copyOf(entities.values());
    }

    public Optional<Entity> entity(String name) {
        return Optional.ofNullable(entities.get(name));
    }

    /** The cube of a name that the model itself uses, which therefore exists. */
    public Cube cube(String name) {
        if (entities.get(name) instanceof Cube cube) {
            return cube;
        }
        throw new IllegalStateException("no cube " + name);
    }

    /** The member of a name that the model itself uses, which therefore exists. */
    public Member member(MemberName name) {
        var member = cube(name.cube()).member(name.member());
        if (member == null) {
            throw new IllegalStateException("no member " + name);
        }
        return member;
    }

    public Measure measure(MemberName name) {
        return (Measure) member(name);
    }

    public List<Cube> cubes() {
        var cubes = new ArrayList<Cube>();
        for (var entity : entities.values()) {
            if (entity instanceof Cube cube) {
                cubes.add(cube);
            }
        }
        return cubes;
    }

    public List<View> views() {
        var views = new ArrayList<View>();
        for (var entity : entities.values()) {
            if (entity instanceof View view) {
                views.add(view);
            }
        }
        return views;
    }

    public List<RowRule> rules() {
        return rules;
    }

    public List<Finding> findings() {
        return findings;
    }

    public boolean hasErrors() {
        return findings.stream().anyMatch(Finding::isError);
    }

    public String version() {
        return version;
    }

    /** Cubes that can reach each other by joins share a number; a cube without joins has none. */
    public Map<String, Integer> components() {
        var components = new LinkedHashMap<String, Integer>();
        var next = 1;
        for (var cube : cubes()) {
            if (!cube.joins().isEmpty() && !components.containsKey(cube.name())) {
                spread(cube.name(), next++, components);
            }
        }
        return components;
    }

    private void spread(String cube, int number, Map<String, Integer> components) {
        if (components.putIfAbsent(cube, number) != null) {
            return;
        }
        for (var other : cubes()) {
            for (var join : other.joins()) {
                if (join.from().equals(cube) || join.to().equals(cube)) {
                    spread(join.other(cube), number, components);
                }
            }
        }
    }
}
