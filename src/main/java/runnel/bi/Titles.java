package runnel.bi;

import java.util.Optional;
import runnel.cube.Catalog;
import runnel.cube.Member;
import runnel.cube.MemberName;

/** What people call the members of a model. */
record Titles(Catalog catalog) {
    String of(MemberName name) {
        return member(name).map(Member::label).map(label -> label.title()).orElse(name.toString());
    }

    Optional<Member> member(MemberName name) {
        return catalog.entity(name.cube()).map(entity -> entity.byName().get(name.member()));
    }
}
