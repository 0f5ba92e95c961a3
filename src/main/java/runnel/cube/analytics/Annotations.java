package runnel.cube.analytics;

import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import runnel.base.Json;
import runnel.cube.Catalog;
import runnel.cube.Dimension;
import runnel.cube.Entity;
import runnel.cube.Format;
import runnel.cube.Granularity;
import runnel.cube.Measure;
import runnel.cube.Member;
import runnel.cube.MemberName;
import runnel.cube.Query;
import runnel.cube.Segment;
import runnel.cube.View;

/** Describes members in JSON as clients read them. */
final class Annotations {
    private final Catalog catalog;

    Annotations(Catalog catalog) {
        this.catalog = catalog;
    }

    /** What the columns of a query's answer mean. */
    ObjectNode of(Query query) {
        var json = Json.object();
        var measures = json.putObject("measures");
        query.measures().forEach(name -> measures.set(name, member(name)));
        var dimensions = json.putObject("dimensions");
        query.dimensions().forEach(name -> dimensions.set(name, member(name)));
        var segments = json.putObject("segments");
        query.segments().forEach(name -> segments.set(name, member(name)));
        var times = json.putObject("timeDimensions");
        for (var time : query.timeDimensions()) {
            if (time.isGrouped()) {
                var described = member(time.dimension());
                described.set("granularity", granularity(time.dimension(), time.granularity()));
                times.set(time.dimension() + "." + time.granularity(), described);
                times.set(time.dimension(), member(time.dimension()));
            }
        }
        return json;
    }

    private ObjectNode member(String path) {
        var name = MemberName.of(path);
        var entity = catalog.entity(name.cube()).orElseThrow();
        var member = Objects.requireNonNull(entity.byName().get(name.member()));
        var json = titles(entity, member);
        switch (member) {
            case Measure measure -> {
                json.put("type", measure.type().word());
                format(json, measure.traits().format());
                drill(json, drillMembers(entity, measure));
            }
            case Dimension dimension -> {
                json.put("type", dimension.type().word());
                format(json, dimension.traits().format());
            }
            case Segment segment -> {
                // A segment is a condition; it has no type.
            }
        }
        if (!member.label().meta().isMissingNode()) {
            json.set("meta", member.label().meta());
        }
        return json;
    }

    static ObjectNode titles(Entity entity, Member member) {
        var json = Json.object();
        json.put("title", entity.head().label().title() + " " + member.label().title());
        json.put("shortTitle", member.label().title());
        if (!member.label().description().isEmpty()) {
            json.put("description", member.label().description());
        }
        return json;
    }

    static void format(ObjectNode json, Format format) {
        if (format.name().isEmpty()) {
            return;
        }
        if (format.isPlain()) {
            json.put("format", format.name());
            return;
        }
        var custom = json.putObject("format").put("type", "custom-numeric").put("value", format.specifier());
        if (!format.specifier().equals(format.name())) {
            custom.put("alias", format.name());
        }
    }

    static void drill(ObjectNode json, List<String> members) {
        var drill = json.putArray("drillMembers");
        var grouped = json.putObject("drillMembersGrouped");
        grouped.putArray("measures");
        var dimensions = grouped.putArray("dimensions");
        members.forEach(drill::add);
        members.forEach(dimensions::add);
    }

    /** Drill members as the cube declares them; a view shows those that it has, by its own names. */
    List<String> drillMembers(Entity entity, Measure measure) {
        if (!(entity instanceof View view)) {
            return measure.traits().drillMembers();
        }
        var names = new LinkedHashSet<String>();
        for (var target : measure.traits().drillMembers()) {
            view.aliases().forEach((name, alias) -> {
                if (alias.target().toString().equals(target)) {
                    names.add(view.name() + "." + name);
                }
            });
        }
        return List.copyOf(names);
    }

    private ObjectNode granularity(String path, String word) {
        var name = MemberName.of(path);
        var member = catalog.entity(name.cube()).orElseThrow().byName().get(name.member());
        var own = Optional.ofNullable(((Dimension) Objects.requireNonNull(member)).traits().granularities().get(word));
        return own.map(granularity -> granularity(word, granularity))
                .orElseGet(() -> Json.object().put("name", word).put("title", word).put("interval", "1 " + word));
    }

    static ObjectNode granularity(String word, Granularity granularity) {
        var json = Json.object().put("name", word);
        if (granularity instanceof Granularity.Custom custom) {
            json.put("title", custom.title()).put("interval", custom.interval().text());
            custom.offset().ifPresent(offset -> json.put("offset", offset.text()));
            if (!custom.originText().isEmpty()) {
                json.put("origin", custom.originText());
            }
        }
        return json;
    }
}
