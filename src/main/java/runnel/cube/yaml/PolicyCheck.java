package runnel.cube.yaml;

import java.util.List;
import java.util.Map;
import runnel.cube.AccessPolicy;
import runnel.cube.Entity;
import runnel.cube.Nearest;
import runnel.cube.Place;
import runnel.cube.RowCondition;
import runnel.cube.RowRule;

/** Checks that access policies and row rules speak of members that exist: a misspelt guard must not pass unnoticed. */
final class PolicyCheck {
    private final Map<String, Entity> entities;
    private final Report report;

    PolicyCheck(List<Entity> entities, Report report) {
        this.entities = ModelReader.byName(entities);
        this.report = report;
    }

    void check(List<RowRule> rules) {
        for (var entity : entities.values()) {
            for (var policy : entity.head().policies()) {
                check(entity, policy);
            }
        }
        rules.forEach(rule -> rule.conditions().forEach(condition -> check(condition, rule.place())));
    }

    private void check(Entity entity, AccessPolicy policy) {
        var place = entity.head().place();
        for (var names : List.of(policy.members().includes(), policy.members().excludes())) {
            for (var name : names) {
                if (!name.equals("*") && !entity.byName().containsKey(name)) {
                    unknown(place, entity.name() + "." + name);
                }
            }
        }
        policy.rows().filters().forEach(filter -> check(filter, place));
    }

    private void check(RowCondition condition, Place place) {
        switch (condition) {
            case RowCondition.Group group -> group.parts().forEach(part -> check(part, place));
            case RowCondition.Comparison comparison -> {
                var entity = entities.get(comparison.member().cube());
                if (entity == null || !entity.byName().containsKey(comparison.member().member())) {
                    unknown(place, comparison.member().toString());
                }
            }
        }
    }

    private void unknown(Place place, String name) {
        var all = entities.values().stream()
                .flatMap(entity -> entity.byName().keySet().stream().map(member -> entity.name() + "." + member))
                .toList();
        report.error(place, "model-policy-member", name, Nearest.text(name, all));
    }
}
