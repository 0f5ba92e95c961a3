package runnel.wire.export;

import runnel.conversation.Message;
import runnel.conversation.Profile;

/** A conversation as markdown: what was said, as it was written. */
final class MarkdownExport {
    private MarkdownExport() {}

    static String write(Export export) {
        var out = new StringBuilder();
        out.append("# ").append(export.title()).append('\n');
        instruction(out, export.profile(), export);
        for (var message : export.all()) {
            out.append("\n## ").append(export.author(message)).append("\n\n*");
            out.append(Export.time(message.header().timeMillis()));
            if (!message.turn().model().isEmpty()) {
                out.append(" · ").append(message.turn().model());
            }
            out.append("*\n\n").append(message.text().strip()).append('\n');
            for (var file : message.files()) {
                out.append("\n- ").append(export.text("web.file")).append(": `");
                out.append(file.name().replace("`", "'")).append("` (").append(file.type());
                out.append(", ").append(Export.size(file.bytes())).append(")\n");
            }
            for (var part : message.parts()) {
                if (part instanceof Message.Part.Source source) {
                    out.append("\n- [").append(source.number()).append("] ");
                    out.append(source.title()).append(": ").append(source.url()).append('\n');
                }
            }
        }
        return out.toString();
    }

    private static void instruction(StringBuilder out, Profile profile, Export export) {
        if (!profile.instruction().isEmpty()) {
            out.append("\n> **").append(export.text("web.instruction")).append("**\n>\n");
            profile.instruction()
                    .lines()
                    .forEach(line -> out.append("> ").append(line).append('\n'));
        }
    }
}
