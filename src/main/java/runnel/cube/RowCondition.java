package runnel.cube;

import java.util.ArrayList;
import java.util.List;
import java.util.regex.Pattern;

/** A condition on rows as a policy declares it; its values may name the security context: {@code { securityContext.country }}. */
public sealed interface RowCondition {
    /** One comparison. The member is a full name. */
    record Comparison(MemberName member, Operator operator, List<String> values) implements RowCondition {
        public Comparison {
            values = List.copyOf(values);
        }
    }

    /** All or any of several conditions. */
    record Group(boolean any, List<RowCondition> parts) implements RowCondition {
        public Group {
            parts = List.copyOf(parts);
        }
    }

    /** Where a value names the security context. */
    Pattern CONTEXT_VALUE =
            Pattern.compile("\\{\\s*(?:securityContext|security_context|userAttributes|user_attributes)\\.([\\w.]+)\\s*}");

    /** This condition for one viewer. A value that the context lacks matches no row. */
    default Filter filter(SecurityContext viewer) {
        return switch (this) {
            case Group group -> new Filter.Group(
                    group.any(), group.parts().stream().map(part -> part.filter(viewer)).toList(), "");
            case Comparison comparison -> comparison(comparison, viewer);
        };
    }

    private static Filter comparison(Comparison condition, SecurityContext viewer) {
        var values = new ArrayList<String>();
        for (var value : condition.values()) {
            var reference = CONTEXT_VALUE.matcher(value);
            if (reference.matches()) {
                values.addAll(viewer.values(reference.group(1)));
            } else {
                values.add(value);
            }
        }
        if (values.isEmpty() && condition.operator().needsValues()) {
            return Filter.NEVER;
        }
        return new Filter.Comparison(condition.member().toString(), condition.operator(), Values.of(values));
    }
}
