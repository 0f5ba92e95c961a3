package runnel.bi.model;

import java.util.Optional;
import java.util.regex.Pattern;
import runnel.cube.Cube;
import runnel.cube.Dimension;
import runnel.cube.Member;
import runnel.cube.MemberName;
import runnel.cube.ValueType;

/** When rows of a cube happened, where a question does not say which of its times it means. */
final class Times {
    private static final Pattern LATER =
            Pattern.compile(
                    ".*(updated|deleted|modified|birth|terminated|expire|end_|to_date|shipped).*");

    private Times() {}

    static Optional<MemberName> of(Cube cube) {
        var times =
                cube.dimensions()
                        .filter(d -> d.type() == ValueType.TIME)
                        .filter(Member::shown)
                        .map(Dimension::name)
                        .toList();
        return times.stream()
                .filter(name -> !LATER.matcher(name.member()).matches())
                .findFirst()
                .or(() -> times.stream().findFirst());
    }
}
