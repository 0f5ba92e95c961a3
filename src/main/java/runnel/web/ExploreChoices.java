package runnel.web;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.ArrayList;
import java.util.List;
import runnel.base.Messages;
import runnel.bi.Naming;

/**
 * What the explorer offers to choose from: the model as the viewer may see it.
 *
 * @param language in which things are named, where the model can
 */
record ExploreChoices(JsonNode meta, ExploreQuery query, String language) {
    List<ExploreView.Cube> cubes() {
        var cubes = new ArrayList<ExploreView.Cube>();
        for (var cube : meta.path("cubes")) {
            var members = new ArrayList<ExploreView.Member>();
            add(members, cube.path("measures"), "m", query.measures());
            add(members, cube.path("dimensions"), "d", query.dimensions());
            add(members, cube.path("segments"), "s", query.segments());
            cubes.add(
                    new ExploreView.Cube(
                            cube.path("name").asText(),
                            called(cube),
                            cube.path("description").asText(),
                            cube.path("type").asText().equals("view"),
                            members.stream().anyMatch(ExploreView.Member::chosen),
                            members));
        }
        return cubes;
    }

    List<ExploreView.Group> times() {
        return groups(true);
    }

    List<ExploreView.Group> members() {
        return groups(false);
    }

    /** The conditions that there are, and room for one more. */
    List<ExploreView.Condition> conditions() {
        var rows = new ArrayList<ExploreView.Condition>();
        for (var condition : query.conditions()) {
            rows.add(
                    new ExploreView.Condition(
                            rows.size(),
                            condition.member(),
                            condition.operator(),
                            condition.values()));
        }
        if (rows.size() < ExploreQuery.MAX_CONDITIONS) {
            rows.add(new ExploreView.Condition(rows.size(), "", "", ""));
        }
        return rows;
    }

    /** What is wrong with the model, in the viewer's language. */
    List<ExploreView.Fault> problems(Messages messages) {
        var problems = new ArrayList<ExploreView.Fault>();
        for (var problem : meta.path("problems")) {
            var place = problem.path("file").asText() + ":" + problem.path("line").asText();
            problems.add(
                    new ExploreView.Fault(
                            place,
                            text(problem, "message", "", messages),
                            text(problem, "hint", ".hint", messages)));
        }
        return problems;
    }

    private static String text(JsonNode problem, String field, String suffix, Messages messages) {
        var key = "problem." + problem.path("code").asText() + suffix;
        var values = new ArrayList<Object>();
        problem.path("values").forEach(value -> values.add(value.asText()));
        return messages.has(key)
                ? messages.text(key, values.toArray())
                : problem.path(field).asText();
    }

    private List<ExploreView.Group> groups(boolean times) {
        var groups = new ArrayList<ExploreView.Group>();
        for (var cube : meta.path("cubes")) {
            var options = new ArrayList<ExploreView.Option>();
            for (var kind : times ? List.of("dimensions") : List.of("dimensions", "measures")) {
                for (var member : cube.path(kind)) {
                    if (!times || member.path("type").asText().equals("time")) {
                        var name = member.path("name").asText();
                        options.add(new ExploreView.Option(name, called(member)));
                    }
                }
            }
            if (!options.isEmpty()) {
                groups.add(new ExploreView.Group(called(cube), options));
            }
        }
        return groups;
    }

    private String called(JsonNode thing) {
        return Naming.of(thing).best(language);
    }

    private void add(
            List<ExploreView.Member> members, JsonNode from, String field, List<String> chosen) {
        for (var member : from) {
            // Times have a place of their own, where periods and ranges are chosen.
            if (field.equals("d") && member.path("type").asText().equals("time")) {
                continue;
            }
            var name = member.path("name").asText();
            var title = member.path("shortTitle").asText();
            var description = member.path("description").asText();
            var synonyms = new ArrayList<String>();
            member.path("meta").path("synonyms").forEach(word -> synonyms.add(word.asText()));
            members.add(
                    new ExploreView.Member(
                            field,
                            name,
                            called(member),
                            description,
                            String.join(" ", name, title, description, String.join(" ", synonyms)),
                            chosen.contains(name)));
        }
    }
}
