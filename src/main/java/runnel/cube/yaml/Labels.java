package runnel.cube.yaml;

import runnel.cube.Label;
import runnel.cube.Titles;

/** Reads what people call something: title, description, meta; and whether it is shown. */
final class Labels {
    private Labels() {}

    static Label read(Fields fields, String name, Report report) {
        var title = fields.text("title", report).filter(text -> !text.isBlank());
        return new Label(
                title.orElseGet(() -> Titles.of(name)),
                fields.text("description", report).orElse(""),
                fields.json("meta"),
                title.isPresent());
    }

    static boolean shown(Fields fields, boolean fallback, Report report) {
        return fields.flag("public", fields.flag("shown", fallback, report), report);
    }
}
