package runnel.cube.yaml;

import java.util.Optional;
import runnel.cube.Dimension;
import runnel.cube.Format;
import runnel.cube.Label;
import runnel.cube.Measure;
import runnel.cube.Member;
import runnel.cube.MemberName;
import runnel.cube.Segment;
import runnel.cube.Titles;

/** Makes members of a view out of those of cubes. */
record Shown(Report report) {
    /** The member as the view shows it: its own name and label, the cube's meaning. */
    Member of(Member member, MemberName name, Optional<Fields> override) {
        var own = override.map(fields -> Labels.read(fields, name.member(), report));
        var title =
                own.filter(Label::written)
                        .map(Label::title)
                        .orElse(
                                member.label().written()
                                        ? member.label().title()
                                        : Titles.of(name.member()));
        var description =
                own.map(Label::description)
                        .filter(text -> !text.isEmpty())
                        .orElse(member.label().description());
        var meta =
                own.map(Label::meta)
                        .filter(node -> !node.isMissingNode())
                        .orElse(member.label().meta());
        var label = new Label(title, description, meta, true);
        var format = override.flatMap(fields -> fields.text("format", report)).map(Format::of);
        return switch (member) {
            case Segment s -> new Segment(name, label, true, s.sql(), s.place());
            case Measure m ->
                    new Measure(
                            name,
                            label,
                            true,
                            m.aggregate(),
                            m.formula(),
                            new Measure.Traits(
                                    format.orElse(m.traits().format()), m.traits().drillMembers()),
                            m.place());
            case Dimension d ->
                    new Dimension(
                            name,
                            label,
                            true,
                            d.type(),
                            d.body(),
                            new Dimension.Traits(
                                    d.traits().primaryKey(),
                                    format.orElse(d.traits().format()),
                                    d.traits().granularities(),
                                    d.traits().suggestValues()),
                            d.place());
        };
    }
}
