package runnel.base;

import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import org.snakeyaml.engine.v2.api.LoadSettings;
import org.snakeyaml.engine.v2.api.lowlevel.Compose;
import org.snakeyaml.engine.v2.exceptions.Mark;
import org.snakeyaml.engine.v2.exceptions.MarkedYamlEngineException;
import org.snakeyaml.engine.v2.exceptions.YamlEngineException;
import org.snakeyaml.engine.v2.nodes.Node;
import org.snakeyaml.engine.v2.nodes.ScalarNode;
import org.snakeyaml.engine.v2.nodes.SequenceNode;

/**
 * A YAML file: makes nodes of its text and texts of its nodes, and says where in it something is
 * wrong.
 *
 * @param name as messages show it
 */
record YamlFile(Section.Codes codes, String name) {
    /**
     * @param needed the key that an empty file lacks
     * @throws Problem where it is no YAML
     */
    Node node(String text, String needed) {
        if (text.length() > Section.MAX_CHARS) {
            throw unreadable(":1", text.length() + " > " + Section.MAX_CHARS);
        }
        var settings = LoadSettings.builder().setLabel(name).setUseMarks(true).build();
        try {
            return new Compose(settings)
                    .composeString(text)
                    .orElseThrow(() ->
                            new Problem(
                                    Problem.Kind.INVALID, codes.missing(), name + ":1:1", needed));
        } catch (MarkedYamlEngineException e) {
            var place = e.getProblemMark().map(YamlFile::place).orElse(":1");
            throw unreadable(place, Objects.requireNonNullElse(e.getProblem(), "")).because(e);
        } catch (YamlEngineException e) {
            throw unreadable(":1", Objects.requireNonNullElse(e.getMessage(), "")).because(e);
        }
    }

    String text(Node node) {
        if (node instanceof ScalarNode scalar) {
            return scalar.getValue();
        }
        throw wrong(node, "text");
    }

    /** The texts of a list; one text is a list of itself. */
    List<String> texts(Node node) {
        return node instanceof SequenceNode sequence
                ? sequence.getValue().stream().map(this::text).toList()
                : List.of(text(node));
    }

    /** A problem with a value of another form than is wanted. */
    Problem wrong(Node node, String wanted) {
        return problem(node, codes.type(), wanted);
    }

    /** A problem with its place before its values. */
    Problem problem(Node node, String code, Object... values) {
        var all = new ArrayList<Object>();
        all.add(name + node.getStartMark().map(YamlFile::place).orElse(":1"));
        all.addAll(List.of(values));
        return new Problem(Problem.Kind.INVALID, code, all.toArray());
    }

    private Problem unreadable(String place, String reason) {
        return new Problem(Problem.Kind.INVALID, codes.file(), name + place, reason);
    }

    private static String place(Mark mark) {
        return ":" + (mark.getLine() + 1) + ":" + (mark.getColumn() + 1);
    }
}
