package runnel.web;

import java.util.List;
import java.util.Locale;
import runnel.conversation.Attachment;

/**
 * A file of a message as the templates show it.
 *
 * @param url where it is
 * @param size in words
 */
public record FileView(String id, String name, String url, boolean picture, String size) {
    static List<FileView> of(List<Attachment> files, Viewer viewer) {
        return files.stream().map(file -> of(file, viewer)).toList();
    }

    private static FileView of(Attachment file, Viewer viewer) {
        return new FileView(
                file.file(),
                file.name(),
                viewer.file("/api/v1/files/" + file.file()),
                file.isPicture(),
                size(file.bytes()));
    }

    private static String size(long bytes) {
        if (bytes < 1_000) {
            return bytes + " B";
        }
        return bytes < 1_000_000
                ? String.format(Locale.ROOT, "%.0f kB", bytes / 1e3)
                : String.format(Locale.ROOT, "%.1f MB", bytes / 1e6);
    }
}
