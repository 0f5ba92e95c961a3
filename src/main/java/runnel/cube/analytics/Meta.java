package runnel.cube.analytics;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import runnel.base.Json;
import runnel.cube.Catalog;
import runnel.cube.Dimension;
import runnel.cube.Entity;
import runnel.cube.Expression;
import runnel.cube.Format;
import runnel.cube.Measure;
import runnel.cube.Member;
import runnel.cube.SecurityContext;
import runnel.cube.Segment;
import runnel.cube.ValueType;
import runnel.cube.View;
import runnel.cube.sql.Guard;

/** Writes a catalog as clients read it, as far as one viewer may see it. */
final class Meta {
    private final Catalog catalog;
    private final SecurityContext viewer;
    private final Annotations annotations;

    Meta(Catalog catalog, SecurityContext viewer) {
        this.catalog = catalog;
        this.viewer = viewer;
        this.annotations = new Annotations(catalog);
    }

    ObjectNode json() {
        var json = Json.object();
        var cubes = json.putArray("cubes");
        var components = catalog.components();
        for (var entity : catalog.entities()) {
            var visible = entity.byName().keySet().stream().anyMatch(name -> Guard.grants(entity, name, viewer));
            if (entity.head().shown() && visible) {
                entity(cubes.addObject(), entity, components.get(entity.name()));
            }
        }
        return json;
    }

    private void entity(ObjectNode json, Entity entity, @org.jspecify.annotations.Nullable Integer component) {
        var head = entity.head();
        json.put("name", head.name());
        json.put("type", entity instanceof View ? "view" : "cube");
        json.put("title", head.label().title());
        json.put("isVisible", true).put("public", true);
        if (!head.label().description().isEmpty()) {
            json.put("description", head.label().description());
        }
        if (component != null) {
            json.put("connectedComponent", component);
        }
        if (!head.label().meta().isMissingNode()) {
            json.set("meta", head.label().meta());
        }
        var measures = json.putArray("measures");
        entity.measures().filter(m -> visible(entity, m)).forEach(m -> measure(measures.addObject(), entity, m));
        var dimensions = json.putArray("dimensions");
        entity.dimensions().filter(d -> visible(entity, d)).forEach(d -> dimension(dimensions.addObject(), entity, d));
        var segments = json.putArray("segments");
        entity.segments().filter(s -> visible(entity, s)).forEach(s -> segment(segments.addObject(), entity, s));
        hierarchies(json.putArray("hierarchies"), entity);
        folders(json.putArray("folders"), entity);
        folders(json.putArray("nestedFolders"), entity);
    }

    private boolean visible(Entity entity, Member member) {
        return member.shown() && Guard.grants(entity, member.name().member(), viewer);
    }

    private void measure(ObjectNode json, Entity entity, Measure measure) {
        var rolling = measure.isRolling() && !(entity instanceof View);
        json.put("name", measure.name().toString()).setAll(Annotations.titles(entity, measure));
        Annotations.format(json, measure.traits().format());
        described(json, measure.traits().format(), measure.type());
        json.put("cumulativeTotal", rolling).put("cumulative", rolling);
        json.put("type", measure.type().word()).put("aggType", measure.aggregate().apiName());
        Annotations.drill(json, annotations.drillMembers(entity, measure));
        alias(json, entity, measure, measure.aggregate().isFormula() ? measure.formula().sql() : Expression.NONE);
        closing(json, measure);
    }

    private void dimension(ObjectNode json, Entity entity, Dimension dimension) {
        json.put("name", dimension.name().toString()).setAll(Annotations.titles(entity, dimension));
        json.put("type", dimension.type().word());
        json.put("suggestFilterValues", dimension.traits().suggestValues());
        Annotations.format(json, dimension.traits().format());
        described(json, dimension.traits().format(), dimension.type());
        alias(json, entity, dimension, dimension.body() instanceof Dimension.Column column ? column.sql() : Expression.NONE);
        if (!dimension.traits().granularities().isEmpty()) {
            var granularities = json.putArray("granularities");
            dimension.traits().granularities()
                    .forEach((name, granularity) -> granularities.add(Annotations.granularity(name, granularity)));
        }
        closing(json, dimension);
        json.put("primaryKey", dimension.traits().primaryKey() && !(entity instanceof View));
    }

    private void segment(ObjectNode json, Entity entity, Segment segment) {
        json.put("name", segment.name().toString()).setAll(Annotations.titles(entity, segment));
        closing(json, segment);
    }

    private static void closing(ObjectNode json, Member member) {
        if (!member.label().meta().isMissingNode()) {
            json.set("meta", member.label().meta());
        }
        json.put("isVisible", true).put("public", true);
    }

    private static void described(ObjectNode json, Format format, ValueType type) {
        if (type == ValueType.NUMBER) {
            var shown = format.name().isEmpty() ? Format.NUMBER : format;
            json.putObject("formatDescription").put("name", shown.name()).put("specifier", shown.specifier());
        }
    }

    /** What a member of a view stands for, or a dimension that is nothing but another one. */
    private static void alias(ObjectNode json, Entity entity, Member member, Expression sql) {
        if (entity instanceof View view) {
            var alias = view.aliases().get(member.name().member());
            if (alias != null) {
                json.put("aliasMember", alias.target().toString());
            }
        } else if (sql.isReference() && sql.pieces().getFirst() instanceof Expression.Member reference) {
            json.put("aliasMember", reference.name().toString());
        }
    }

    private static void hierarchies(ArrayNode json, Entity entity) {
        for (var hierarchy : entity.head().hierarchies()) {
            var object = json.addObject().put("name", hierarchy.name()).put("title", hierarchy.title());
            var levels = object.putArray("levels");
            hierarchy.levels().forEach(levels::add);
            if (!hierarchy.aliasOf().isEmpty()) {
                object.put("aliasMember", hierarchy.aliasOf());
            }
            object.put("public", hierarchy.shown());
        }
    }

    private static void folders(ArrayNode json, Entity entity) {
        for (var folder : entity.head().folders()) {
            var members = json.addObject().put("name", folder.name()).putArray("members");
            folder.members().forEach(members::add);
        }
    }
}
