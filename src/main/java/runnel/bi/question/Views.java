package runnel.bi.question;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.UnaryOperator;
import runnel.cube.Catalog;
import runnel.cube.MemberName;

/** Says a draft in the words of a view that has all its members, where cubes are not joined. */
final class Views {
    private final Catalog catalog;

    Views(Catalog catalog) {
        this.catalog = catalog;
    }

    List<Draft> of(Draft draft) {
        var drafts = new ArrayList<Draft>();
        for (var view : catalog.views()) {
            if (view.head().shown()) {
                var names = new HashMap<MemberName, MemberName>();
                view.aliases()
                        .forEach((name, alias) -> {
                            var member = view.byName().get(name);
                            if (member != null && member.shown()) {
                                names.putIfAbsent(
                                        alias.target(), new MemberName(view.name(), name));
                            }
                        });
                renamed(draft, names).ifPresent(drafts::add);
            }
        }
        return drafts;
    }

    private static Optional<Draft> renamed(Draft draft, Map<MemberName, MemberName> names) {
        // A label in another language is welcome, but no reason to give up a view.
        var dimensions =
                draft.dimensions().stream()
                        .filter(name -> names.containsKey(name) || !name.member().endsWith("_zh"))
                        .toList();
        var all = new ArrayList<MemberName>(draft.measures());
        all.addAll(dimensions);
        all.addAll(draft.segments());
        draft.time().ifPresent(when -> all.add(when.dimension()));
        draft.conditions().forEach(condition -> all.add(condition.member()));
        return names.keySet().containsAll(all)
                ? Optional.of(
                        renamed(
                                draft.withDimensions(dimensions),
                                name -> names.getOrDefault(name, name)))
                : Optional.empty();
    }

    static Draft renamed(Draft draft, UnaryOperator<MemberName> names) {
        return new Draft(
                draft.measures().stream().map(names).toList(),
                draft.dimensions().stream().map(names).toList(),
                draft.time()
                        .map(when ->
                                new Draft.When(
                                        names.apply(when.dimension()),
                                        when.ranges(),
                                        when.grain())),
                draft.conditions().stream()
                        .map(c ->
                                new Draft.Condition(
                                        names.apply(c.member()), c.operator(), c.values()))
                        .toList(),
                draft.segments().stream().map(names).toList(),
                draft.sort()
                        .map(sort -> new Draft.Sort(sort.member().map(names), sort.descending())),
                draft.limit());
    }

    /** The same draft by the members that a view's members stand for. */
    Draft plain(Draft draft) {
        return renamed(
                draft,
                name ->
                        catalog.entity(name.cube())
                                .filter(runnel.cube.View.class::isInstance)
                                .map(entity ->
                                        ((runnel.cube.View) entity).aliases().get(name.member()))
                                .map(alias -> alias.target())
                                .filter(target ->
                                        catalog.entity(target.cube())
                                                .map(e -> e.head().shown())
                                                .orElse(false))
                                .orElse(name));
    }
}
