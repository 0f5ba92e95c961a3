package runnel.bi;

import java.util.Optional;
import runnel.cube.Catalog;
import runnel.cube.Member;
import runnel.cube.MemberName;

/**
 * What people call the members of a model.
 *
 * @param language in which they ask: {@code en} or {@code zh}
 */
record Titles(Catalog catalog, String language) {
    String of(MemberName name) {
        return member(name)
                .map(Member::label)
                .map(label -> Naming.of(label).best(language))
                .orElse(name.toString());
    }

    Optional<Member> member(MemberName name) {
        return catalog.entity(name.cube()).map(entity -> entity.byName().get(name.member()));
    }
}
