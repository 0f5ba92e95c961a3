package runnel.web;

import gg.jte.ContentType;
import gg.jte.TemplateEngine;
import gg.jte.output.StringOutput;
import gg.jte.resolve.DirectoryCodeResolver;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;

/** The templates of the page, {@code src/main/jte}. Thread-safe. */
final class Templates {
    private static final String PACKAGE = "runnel.web.templates";
    private final TemplateEngine engine;

    private Templates(TemplateEngine engine) {
        this.engine = engine;
    }

    /** As they were compiled with the program. */
    static Templates compiled() {
        return new Templates(
                TemplateEngine.createPrecompiled(
                        Path.of(""), ContentType.Html, Templates.class.getClassLoader(), PACKAGE));
    }

    /** For a developer: as they are in this directory, compiled anew when they have changed. */
    static Templates develop(Path directory) {
        if (!Files.isDirectory(directory)) {
            return compiled();
        }
        var engine =
                TemplateEngine.create(
                        new DirectoryCodeResolver(directory),
                        Path.of("target", "jte-classes"),
                        ContentType.Html,
                        Templates.class.getClassLoader());
        engine.setTrimControlStructures(true);
        return new Templates(engine);
    }

    String render(String name, Map<String, Object> values) {
        var out = new StringOutput();
        engine.render(name + ".jte", values, out);
        return out.toString();
    }
}
