package runnel.cube;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.Set;
import runnel.base.Json;

/** Makes valid queries on a model, the same ones for the same seed. */
final class RandomQueries {
    private static final List<String> RANGES =
            List.of(
                    "last 30 days",
                    "this month",
                    "last 2 quarters",
                    "this year",
                    "last week",
                    "from 60 days ago to now",
                    "2025-03-01");
    private static final List<String> ZONES =
            List.of("UTC", "Asia/Shanghai", "America/New_York", "Europe/Berlin");
    private static final List<String> TEXTS =
            List.of(
                    "completed",
                    "China",
                    "a",
                    "%",
                    "_",
                    "O'Reilly",
                    "上海",
                    "\\",
                    "",
                    "Senior Engineer",
                    "x' OR 1=1 --");

    private final Catalog catalog;
    private final Random random;
    private final Map<String, Set<String>> reach = new HashMap<>();

    RandomQueries(Catalog catalog, long seed) {
        this.catalog = catalog;
        this.random = new Random(seed);
        catalog.cubes()
                .forEach(cube -> reach.put(cube.name(), reach(cube.name(), new LinkedHashSet<>())));
    }

    private Set<String> reach(String cube, Set<String> reached) {
        if (reached.add(cube)) {
            catalog.cube(cube).joins().forEach(join -> reach(join.to(), reached));
        }
        return reached;
    }

    /** A query whose members can be joined: all lie within reach of one cube, or in one view. */
    ObjectNode next() {
        var entities =
                catalog.entities().stream()
                        .filter(entity ->
                                entity.head().shown() && entity.head().policies().isEmpty())
                        .toList();
        var start = pick(entities);
        var near = new ArrayList<Entity>(List.of(start));
        if (start instanceof Cube cube) {
            reach.get(cube.name()).stream()
                    .map(name -> (Entity) catalog.cube(name))
                    .filter(other ->
                            other.head().shown() && other != start && random.nextInt(3) == 0)
                    .forEach(near::add);
        }
        var query = Json.object();
        var measures = names(query, "measures");
        var dimensions = names(query, "dimensions");
        // A member of the start is always named, so that the others are within reach.
        if (random.nextBoolean() || start.dimensions().noneMatch(Dimension::shown)) {
            measures.add(pick(start.measures().filter(Measure::shown).toList()).name().toString());
        } else {
            dimensions.add(
                    pick(start.dimensions().filter(Dimension::shown).toList()).name().toString());
        }
        for (var entity : near) {
            some(entity.measures().filter(Measure::shown).toList(), 3)
                    .forEach(m -> add(measures, m.name().toString()));
            some(entity.dimensions().filter(Dimension::shown).toList(), 3)
                    .forEach(d -> add(dimensions, d.name().toString()));
        }
        filters(query, near);
        some(near.stream().flatMap(Entity::segments).toList(), 6)
                .forEach(segment -> names(query, "segments").add(segment.name().toString()));
        times(query, near);
        options(query);
        return query;
    }

    /**
     * The same query with its lists in another order; the first measure and dimension stay where
     * they are.
     */
    ObjectNode shuffled(ObjectNode query) {
        var other = query.deepCopy();
        for (var key : List.of("filters", "segments")) {
            if (other.path(key) instanceof ArrayNode array) {
                var items = new ArrayList<com.fasterxml.jackson.databind.JsonNode>();
                array.forEach(items::add);
                Collections.shuffle(items, random);
                array.removeAll().addAll(items);
            }
        }
        return other;
    }

    private void options(ObjectNode query) {
        if (random.nextInt(3) == 0) {
            query.put("timezone", pick(ZONES));
        }
        if (random.nextInt(4) == 0) {
            query.put("limit", 1 + random.nextInt(500)).put("offset", random.nextInt(5));
        }
        if (random.nextInt(4) == 0) {
            var order = query.putObject("order");
            query.path("measures").forEach(name -> order.put(name.asText(), "desc"));
            query.path("dimensions").forEach(name -> order.put(name.asText(), "asc"));
        }
    }

    private void times(ObjectNode query, List<Entity> near) {
        var all =
                near.stream()
                        .flatMap(Entity::dimensions)
                        .filter(dimension ->
                                dimension.shown() && dimension.type() == ValueType.TIME)
                        .toList();
        var rolling = needsRange(query);
        if (all.isEmpty() || random.nextInt(2) == 0) {
            return;
        }
        var dimension = pick(all);
        var words = new ArrayList<>(Granularity.STANDARD.subList(0, 5));
        dimension.traits().granularities().keySet().stream()
                .filter(word -> !word.contains("minutes"))
                .forEach(words::add);
        var time =
                query.putArray("timeDimensions")
                        .addObject()
                        .put("dimension", dimension.name().toString());
        if (random.nextInt(4) > 0) {
            time.put("granularity", pick(words));
        }
        if (rolling || random.nextBoolean()) {
            time.put("dateRange", pick(RANGES));
        }
    }

    /** Whether a measure rolls over time, itself or by one that it is made of. */
    private boolean needsRange(ObjectNode query) {
        for (var name : query.path("measures")) {
            var path = MemberName.of(name.asText());
            if (catalog.entity(path.cube()).orElseThrow().byName().get(path.member())
                            instanceof Measure measure
                    && measure.isRolling()) {
                return true;
            }
        }
        return false;
    }

    private void filters(ObjectNode query, List<Entity> near) {
        var filters = JsonNodeFactory.instance.arrayNode();
        for (var entity : near) {
            for (var dimension : some(entity.dimensions().filter(Dimension::shown).toList(), 5)) {
                filters.add(random.nextInt(4) == 0 ? group(dimension) : filter(dimension));
            }
            for (var measure :
                    some(entity.measures().filter(RandomQueries::canBeFiltered).toList(), 12)) {
                var filter =
                        filters.addObject()
                                .put("member", measure.name().toString())
                                .put("operator", "gte");
                filter.putArray("values").add("1");
            }
        }
        if (!filters.isEmpty()) {
            query.set("filters", filters);
        }
    }

    /** Whether a measure is a plain number of rows' sums. */
    private static boolean canBeFiltered(Measure measure) {
        return measure.shown()
                && measure.type() == ValueType.NUMBER
                && measure.aggregate() != Aggregate.MIN
                && measure.aggregate() != Aggregate.MAX
                && !measure.isRolling()
                && measure.formula().stage() instanceof Stage.Plain
                && !measure.name().member().equals("freight_yoy");
    }

    private ObjectNode group(Dimension dimension) {
        var group = Json.object();
        group.putArray(random.nextBoolean() ? "or" : "and")
                .add(filter(dimension))
                .add(filter(dimension));
        return group;
    }

    private ObjectNode filter(Dimension dimension) {
        var filter = Json.object().put("member", dimension.name().toString());
        switch (dimension.type()) {
            case STRING, GEO -> {
                var operator =
                        pick(
                                List.of(
                                        "equals",
                                        "notEquals",
                                        "contains",
                                        "notContains",
                                        "startsWith",
                                        "endsWith",
                                        "set"));
                var values = filter.put("operator", operator).putArray("values").add(pick(TEXTS));
                if (random.nextInt(3) == 0) {
                    values.add(pick(TEXTS));
                }
                if (random.nextInt(6) == 0) {
                    values.addNull();
                }
            }
            case NUMBER ->
                    filter.put(
                                    "operator",
                                    pick(
                                            List.of(
                                                    "gt",
                                                    "gte",
                                                    "lt",
                                                    "lte",
                                                    "equals",
                                                    "notEquals",
                                                    "notSet")))
                            .putArray("values")
                            .add(String.valueOf(random.nextInt(100)));
            case BOOLEAN ->
                    filter.put("operator", pick(List.of("equals", "notEquals")))
                            .putArray("values")
                            .add(random.nextBoolean() ? "true" : "false");
            case TIME ->
                    filter.put(
                                    "operator",
                                    pick(
                                            List.of(
                                                    "inDateRange",
                                                    "notInDateRange",
                                                    "beforeDate",
                                                    "afterDate",
                                                    "onTheDate")))
                            .putArray("values")
                            .add(pick(RANGES));
        }
        return filter;
    }

    private static ArrayNode names(ObjectNode query, String key) {
        return query.withArray(key);
    }

    private static void add(ArrayNode array, String name) {
        for (var known : array) {
            if (known.asText().equals(name)) {
                return;
            }
        }
        array.add(name);
    }

    private <T> T pick(List<T> all) {
        return all.get(random.nextInt(all.size()));
    }

    /** Each of the given with a chance of one in {@code rarity}, three at most. */
    private <T> List<T> some(List<T> all, int rarity) {
        var some = new ArrayList<T>();
        for (var one : all) {
            if (some.size() < 3 && random.nextInt(rarity * 3) == 0) {
                some.add(one);
            }
        }
        return some;
    }
}
