package runnel.cube.yaml;

import java.util.ArrayList;
import java.util.List;
import java.util.regex.Pattern;
import org.snakeyaml.engine.v2.api.LoadSettings;
import org.snakeyaml.engine.v2.composer.Composer;
import org.snakeyaml.engine.v2.exceptions.MarkedYamlEngineException;
import org.snakeyaml.engine.v2.exceptions.ReaderException;
import org.snakeyaml.engine.v2.exceptions.YamlEngineException;
import org.snakeyaml.engine.v2.nodes.MappingNode;
import org.snakeyaml.engine.v2.nodes.Node;
import runnel.base.Problem;
import runnel.cube.Finding;
import runnel.cube.Place;

/**
 * One file of a model, parsed but not yet understood: what it declares, and what is wrong with its
 * form.
 *
 * @param text the file's content, to see whether it changed
 */
public record ModelFile(
        String path,
        String text,
        List<Declaration> declarations,
        List<Fields> rules,
        List<Finding> findings) {
    /** The longest file that is read, in characters. */
    public static final int MAX_CHARS = 4_000_000;

    private static final Pattern TEMPLATE = Pattern.compile("\\{%|\\{\\{");
    private static final List<String> KEYS = List.of("cubes", "views", "row_rules");

    /** Parses a file. Never throws: what is wrong becomes a finding. */
    public static ModelFile parse(String path, String text) {
        var report = new Report();
        var declarations = new ArrayList<Declaration>();
        var rules = new ArrayList<Fields>();
        if (path.endsWith(".js") || path.endsWith(".ts") || path.endsWith(".py")) {
            report.error(Place.of(path), "model-language", path);
        } else if (text.length() > MAX_CHARS) {
            report.error(Place.of(path), "model-too-long", text.length(), MAX_CHARS);
        } else if (!refuseTemplate(path, text, report)) {
            read(path, text, declarations, rules, report);
        }
        return new ModelFile(path, text, declarations, rules, report.findings());
    }

    /** A file that could not be read. */
    static ModelFile unreadable(String path, String reason) {
        var report = new Report();
        report.error(Place.of(path), "model-unreadable", path, reason);
        return new ModelFile(path, "", List.of(), List.of(), report.findings());
    }

    private static boolean refuseTemplate(String path, String text, Report report) {
        var template = TEMPLATE.matcher(text);
        if (!template.find()) {
            return false;
        }
        report.error(
                place(path, text, text.codePointCount(0, template.start())),
                "model-template",
                template.group());
        return true;
    }

    private static void read(
            String path,
            String text,
            List<Declaration> declarations,
            List<Fields> rules,
            Report report) {
        var settings =
                LoadSettings.builder()
                        .setLabel(path)
                        .setUseMarks(true)
                        .setAllowDuplicateKeys(true)
                        .setAllowNonScalarKeys(true)
                        .setCodePointLimit(MAX_CHARS * 2)
                        .build();
        var parser = new BoundedParser(path, settings, text);
        try {
            var root = new Composer(settings, parser).getSingleNode();
            root.ifPresent(node -> readRoot(path, node, declarations, rules, report));
        } catch (Problem e) {
            report.error(parser.place(), e.code(), e.values().toArray());
        } catch (MarkedYamlEngineException e) {
            var place =
                    e.getProblemMark()
                            .map(mark -> new Place(path, mark.getLine() + 1, mark.getColumn() + 1))
                            .orElse(parser.place());
            report.error(place, "model-yaml", e.getProblem());
        } catch (ReaderException e) {
            report.error(place(path, text, e.getPosition()), "model-yaml", reason(e));
        } catch (YamlEngineException e) {
            report.error(parser.place(), "model-yaml", reason(e));
        }
    }

    private static String reason(YamlEngineException e) {
        return String.valueOf(e.getMessage());
    }

    /** The place of a character, counted as the parser does: by code points. */
    private static Place place(String path, String text, int codePoint) {
        var index =
                text.offsetByCodePoints(
                        0, Math.min(codePoint, text.codePointCount(0, text.length())));
        var before = text.substring(0, index);
        var line = (int) before.chars().filter(c -> c == '\n').count() + 1;
        return new Place(path, line, index - before.lastIndexOf('\n'));
    }

    private static void readRoot(
            String path,
            Node root,
            List<Declaration> declarations,
            List<Fields> rules,
            Report report) {
        if (!(root instanceof MappingNode mapping)) {
            if (!isEmpty(root)) {
                report.error(Fields.place(path, root), "model-root");
            }
            return;
        }
        var fields = new Fields(path, "", mapping, report);
        fields.check(KEYS, report);
        for (var cube : fields.items("cubes", "cube", report)) {
            Declaration.read(Declaration.Kind.CUBE, cube, report).ifPresent(declarations::add);
        }
        for (var view : fields.items("views", "view", report)) {
            Declaration.read(Declaration.Kind.VIEW, view, report).ifPresent(declarations::add);
        }
        rules.addAll(fields.items("row_rules", "row rule", report));
    }

    private static boolean isEmpty(Node root) {
        return root instanceof org.snakeyaml.engine.v2.nodes.ScalarNode scalar
                && scalar.getValue().isBlank();
    }
}
