package runnel.cube.analytics;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import runnel.cube.Aggregate;
import runnel.cube.Catalog;
import runnel.cube.Cube;
import runnel.cube.Dimension;
import runnel.cube.Entity;
import runnel.cube.Expression;
import runnel.cube.Format;
import runnel.cube.Label;
import runnel.cube.Measure;
import runnel.cube.Member;
import runnel.cube.MemberName;
import runnel.cube.Place;
import runnel.cube.Segment;
import runnel.cube.Stage;
import runnel.cube.ValueType;
import runnel.cube.View;

/**
 * A data model as a server tells its clients: names, labels and types, without SQL and joins. It
 * serves to talk about the data, not to plan.
 */
public final class MetaCatalog {
    /** With fewer members two cubes are alike by chance. */
    private static final int FEWEST = 4;

    private MetaCatalog() {}

    /**
     * @param meta {@code {"cubes": […]}} as Cube's {@code /meta} gives it
     */
    public static Catalog of(JsonNode meta) {
        var entities = new ArrayList<Entity>();
        for (var cube : meta.path("cubes")) {
            entities.add(entity(cube, table(cube, meta.path("cubes"))));
        }
        return new Catalog(entities, List.of(), List.of(), String.valueOf(meta.hashCode()));
    }

    /**
     * What stands for a cube's table, of which nothing is told: a cube that has all members of an
     * earlier one extends that, and is over the same table.
     */
    private static String table(JsonNode cube, JsonNode all) {
        var own = fingerprints(cube);
        for (var other : all) {
            if (other.equals(cube)) {
                break;
            }
            var theirs = fingerprints(other);
            if (theirs.size() >= FEWEST && own.containsAll(theirs)) {
                return table(other, all);
            }
        }
        return cube.path("name").asText();
    }

    private static Set<String> fingerprints(JsonNode cube) {
        var all = new HashSet<String>();
        for (var kind : List.of("measures", "dimensions")) {
            for (var one : cube.path(kind)) {
                all.add(
                        name(one).member()
                                + "\n"
                                + one.path("shortTitle").asText()
                                + one.path("description").asText());
            }
        }
        return all;
    }

    private static Entity entity(JsonNode json, String source) {
        var name = json.path("name").asText();
        var members = new LinkedHashMap<String, Member>();
        json.path("measures").forEach(one -> add(members, measure(one)));
        json.path("dimensions").forEach(one -> add(members, dimension(one)));
        json.path("segments").forEach(one -> add(members, segment(one)));
        var head =
                new Entity.Head(
                        name,
                        label(json, json.path("title").asText(name)),
                        isShown(json),
                        List.of(),
                        List.of(),
                        List.of(),
                        Place.of(name));
        if (!json.path("type").asText().equals("view")) {
            var table = new Expression(List.of(new Expression.Text(source)));
            return new Cube(head, new Cube.Table(table), members, List.of());
        }
        var aliases = new LinkedHashMap<String, View.Alias>();
        for (var kind : List.of("measures", "dimensions", "segments")) {
            for (var one : json.path(kind)) {
                var target = one.path("aliasMember").asText();
                if (MemberName.isPath(target)) {
                    aliases.put(
                            name(one).member(), new View.Alias(MemberName.of(target), List.of()));
                }
            }
        }
        return new View(head, aliases, members);
    }

    private static void add(Map<String, Member> members, Member member) {
        members.put(member.name().member(), member);
    }

    private static Measure measure(JsonNode json) {
        var word = json.path("aggType").asText();
        var aggregate =
                Arrays.stream(Aggregate.values())
                        .filter(one -> one.apiName().equals(word))
                        .findFirst()
                        .orElse(Aggregate.NUMBER);
        return new Measure(
                name(json),
                label(json),
                isShown(json),
                aggregate,
                new Measure.Formula(Expression.NONE, List.of(), Optional.empty(), Stage.NONE),
                new Measure.Traits(format(json), List.of()),
                place(json));
    }

    private static Dimension dimension(JsonNode json) {
        var word = json.path("type").asText();
        var type =
                Arrays.stream(ValueType.values())
                        .filter(one -> one.word().equals(word))
                        .findFirst()
                        .orElse(ValueType.STRING);
        return new Dimension(
                name(json),
                label(json),
                isShown(json),
                type,
                new Dimension.Column(Expression.NONE),
                new Dimension.Traits(
                        json.path("primaryKey").asBoolean(),
                        format(json),
                        Map.of(),
                        json.path("suggestFilterValues").asBoolean(true)),
                place(json));
    }

    private static Segment segment(JsonNode json) {
        return new Segment(name(json), label(json), isShown(json), Expression.NONE, place(json));
    }

    private static MemberName name(JsonNode json) {
        return MemberName.of(json.path("name").asText());
    }

    /** Members of one place are taken for the same: here each has its own. */
    private static Place place(JsonNode json) {
        return Place.of(json.path("name").asText());
    }

    private static boolean isShown(JsonNode json) {
        return json.path("isVisible").asBoolean(true) && json.path("public").asBoolean(true);
    }

    private static Format format(JsonNode json) {
        return json.path("format").isTextual()
                ? Format.of(json.path("format").asText())
                : Format.NONE;
    }

    private static Label label(JsonNode json) {
        return label(json, json.path("shortTitle").asText(json.path("title").asText()));
    }

    private static Label label(JsonNode json, String title) {
        return new Label(title, json.path("description").asText(), json.path("meta"), true);
    }
}
