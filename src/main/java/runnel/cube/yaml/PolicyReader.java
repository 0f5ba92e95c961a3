package runnel.cube.yaml;

import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Pattern;
import runnel.cube.AccessPolicy;
import runnel.cube.MemberName;
import runnel.cube.Nearest;
import runnel.cube.Operator;
import runnel.cube.RowCondition;
import runnel.cube.RowRule;

/** Reads access policies and row rules. */
final class PolicyReader {
    private static final List<String> KEYS =
            List.of("group", "groups", "role", "roles", "conditions", "member_level", "row_level");
    private static final Pattern CONTEXT = Pattern.compile(
            "\\{\\s*(?:securityContext|security_context|userAttributes|user_attributes)\\.([\\w.]+)\\s*}");
    private static final Pattern BRACES = Pattern.compile("[{}\\s]");

    private final String owner;
    private final Report report;

    /** @param owner the cube or view whose members short names mean; empty outside of one */
    PolicyReader(String owner, Report report) {
        this.owner = owner;
        this.report = report;
    }

    List<AccessPolicy> read(Fields fields) {
        var policies = new ArrayList<AccessPolicy>();
        for (var item : fields.items("access_policy", "access_policy", report)) {
            item.check(KEYS, report);
            policies.add(new AccessPolicy(groups(item), conditions(item), members(item), rows(item)));
        }
        if (policies.isEmpty() && fields.has("access_policy")) {
            // A policy that cannot be read must not open what it was to guard.
            policies.add(new AccessPolicy(
                    Set.of(), List.of(), AccessPolicy.Members.ALL, new AccessPolicy.Rows(false, List.of())));
        }
        return policies;
    }

    /** Reads a rule that holds for all cubes. */
    RowRule rule(Fields fields) {
        fields.check(List.of("when", "deny", "filters"), report);
        var when = fields.text("when", report).map(this::path).orElse("");
        return new RowRule(when, fields.flag("deny", false, report), filters(fields), fields.place());
    }

    private Set<String> groups(Fields item) {
        var groups = new HashSet<String>();
        for (var key : List.of("group", "groups", "role", "roles")) {
            groups.addAll(item.texts(key, report));
        }
        if (groups.isEmpty()) {
            report.error(item.place(), "model-key-missing", "group", item.owner());
        }
        return groups;
    }

    private List<String> conditions(Fields item) {
        var paths = new ArrayList<String>();
        for (var condition : item.items("conditions", "condition", report)) {
            condition.check(List.of("if"), report);
            condition.required("if", report).ifPresent(text -> {
                if (CONTEXT.matcher(text).matches()) {
                    paths.add(path(text));
                } else {
                    report.error(condition.place("if"), "model-condition", text);
                }
            });
        }
        return paths;
    }

    private String path(String text) {
        var reference = CONTEXT.matcher(text);
        return reference.matches() ? reference.group(1) : text.replaceFirst("^security_?[cC]ontext\\.", "");
    }

    private AccessPolicy.Members members(Fields item) {
        var level = item.mapping("member_level", report);
        if (level.isEmpty()) {
            return AccessPolicy.Members.ALL;
        }
        level.get().check(List.of("includes", "excludes"), report);
        var includes = shortNames(level.get().texts("includes", report));
        var excludes = shortNames(level.get().texts("excludes", report));
        var all = includes.contains("*") || !level.get().has("includes");
        return excludes.contains("*")
                ? new AccessPolicy.Members(false, Set.of(), Set.of())
                : new AccessPolicy.Members(all, includes, excludes);
    }

    private Set<String> shortNames(List<String> texts) {
        var names = new HashSet<String>();
        for (var text : texts) {
            var plain = BRACES.matcher(text).replaceAll("");
            names.add(plain.substring(plain.lastIndexOf('.') + 1));
        }
        return names;
    }

    private AccessPolicy.Rows rows(Fields item) {
        var level = item.mapping("row_level", report);
        if (level.isEmpty()) {
            return AccessPolicy.Rows.ALL;
        }
        level.get().check(List.of("allow_all", "filters"), report);
        return level.get().flag("allow_all", false, report)
                ? AccessPolicy.Rows.ALL
                : new AccessPolicy.Rows(false, filters(level.get()));
    }

    private List<RowCondition> filters(Fields fields) {
        var filters = new ArrayList<RowCondition>();
        for (var item : fields.items("filters", "filter", report)) {
            // A condition that cannot be read holds for no row.
            filters.add(filter(item).orElse(new RowCondition.Group(true, List.of())));
        }
        return filters;
    }

    private Optional<RowCondition> filter(Fields item) {
        for (var word : List.of("or", "and")) {
            if (item.has(word)) {
                item.check(List.of(word), report);
                var parts = new ArrayList<RowCondition>();
                for (var part : item.items(word, word, report)) {
                    parts.add(filter(part).orElse(new RowCondition.Group(true, List.of())));
                }
                return Optional.of(new RowCondition.Group(word.equals("or"), parts));
            }
        }
        item.check(List.of("member", "operator", "values"), report);
        var member = item.required("member", report).map(text -> BRACES.matcher(text).replaceAll(""));
        var word = item.required("operator", report);
        var operator = word.flatMap(Operator::of).filter(found -> !found.isDate());
        if (word.isPresent() && operator.isEmpty()) {
            report.error(
                    item.place("operator"), "model-value", "operator", word.get(), item.owner(),
                    String.join(", ", Operator.words()), Nearest.text(word.get(), Operator.words()));
        }
        if (member.isEmpty() || operator.isEmpty()) {
            return Optional.empty();
        }
        return name(item, member.get())
                .map(name -> new RowCondition.Comparison(name, operator.get(), item.texts("values", report)));
    }

    private Optional<MemberName> name(Fields item, String text) {
        var full = text.startsWith("CUBE.") ? owner + text.substring(4) : text.contains(".") ? text : owner + "." + text;
        if (!MemberName.isPath(full)) {
            report.error(item.place("member"), "model-name", text);
            return Optional.empty();
        }
        return Optional.of(MemberName.of(full));
    }
}
