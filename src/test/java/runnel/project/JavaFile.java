package runnel.project;

import com.sun.source.tree.ClassTree;
import com.sun.source.tree.CompilationUnitTree;
import com.sun.source.tree.LineMap;
import com.sun.source.tree.MethodTree;
import com.sun.source.util.JavacTask;
import com.sun.source.util.TreeScanner;
import com.sun.source.util.Trees;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Pattern;
import java.util.stream.StreamSupport;
import javax.tools.ToolProvider;

/**
 * What the style of a Java file is judged by.
 *
 * @param lines lines that are not blank
 * @param commentLines those among them that are part of a comment
 */
record JavaFile(
        Path path,
        int totalLines,
        int lines,
        int commentLines,
        List<String> types,
        List<Method> methods) {
    // Comments, but not what looks like one inside a text.
    private static final Pattern COMMENT =
            Pattern.compile(
                    "\"\"\"[\\s\\S]*?(?<!\\\\)\"\"\"|\"(?:[^\"\\\\\\n]++|\\\\.)*+\"|'(?:[^'\\\\\\n]++|\\\\.)*+'"
                            + "|(//[^\\n]*+|/\\*[\\s\\S]*?\\*/)");

    /** A method or constructor; {@code lines} from its first modifier to its closing brace. */
    record Method(String type, String name, int parameters, int lines, boolean overrides) {
        @Override
        public String toString() {
            return type + "." + name + " (" + lines + " lines, " + parameters + " parameters)";
        }
    }

    /** Reads Java files, all at once: the compiler that does it starts slowly. */
    static List<JavaFile> parse(List<Path> files) {
        if (files.isEmpty()) {
            return List.of();
        }
        var compiler = ToolProvider.getSystemJavaCompiler();
        try (var manager = compiler.getStandardFileManager(null, null, null)) {
            var task =
                    (JavacTask)
                            compiler.getTask(
                                    null,
                                    manager,
                                    null,
                                    List.of("-proc:none"),
                                    null,
                                    manager.getJavaFileObjectsFromPaths(files));
            var trees = Trees.instance(task);
            return StreamSupport.stream(task.parse().spliterator(), false)
                    .map(unit -> of(unit, trees))
                    .toList();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** Whether it is a {@code package-info.java}. */
    boolean isPackageInfo() {
        return path.endsWith("package-info.java");
    }

    private static JavaFile of(CompilationUnitTree unit, Trees trees) {
        var path = Path.of(unit.getSourceFile().getName());
        var text = Sources.text(path);
        var outline = new Outline(unit, trees);
        outline.scan(unit, null);
        return new JavaFile(
                path,
                (int) text.lines().count(),
                (int) text.lines().filter(line -> !line.isBlank()).count(),
                commentLines(text),
                outline.types,
                outline.methods);
    }

    private static int commentLines(String text) {
        return COMMENT.matcher(text)
                .results()
                .filter(match -> match.group(1) != null)
                .mapToInt(match ->
                        (int) match.group(1).lines().filter(line -> !line.isBlank()).count())
                .sum();
    }

    /** Collects the types and methods of a file. */
    private static final class Outline extends TreeScanner<Void, Void> {
        private final CompilationUnitTree unit;
        private final Trees trees;
        private final LineMap lineMap;
        private final List<String> types = new ArrayList<>();
        private final List<Method> methods = new ArrayList<>();
        private String type = "";

        private Outline(CompilationUnitTree unit, Trees trees) {
            this.unit = unit;
            this.trees = trees;
            this.lineMap = unit.getLineMap();
        }

        @Override
        public Void visitClass(ClassTree tree, Void nothing) {
            var outer = type;
            type = tree.getSimpleName().toString();
            if (!type.isEmpty()) {
                types.add(type);
            }
            super.visitClass(tree, null);
            type = outer;
            return null;
        }

        @Override
        public Void visitMethod(MethodTree tree, Void nothing) {
            var positions = trees.getSourcePositions();
            var first = lineMap.getLineNumber(positions.getStartPosition(unit, tree));
            var last = lineMap.getLineNumber(positions.getEndPosition(unit, tree));
            var overrides =
                    tree.getModifiers().getAnnotations().stream()
                            .anyMatch(annotation ->
                                    annotation.getAnnotationType().toString().equals("Override"));
            methods.add(
                    new Method(
                            type,
                            tree.getName().toString(),
                            tree.getParameters().size(),
                            (int) (last - first) + 1,
                            overrides));
            return super.visitMethod(tree, null);
        }
    }
}
