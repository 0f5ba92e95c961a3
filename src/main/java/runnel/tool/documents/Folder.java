package runnel.tool.documents;

import java.io.IOException;
import java.nio.file.FileVisitResult;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.SimpleFileVisitor;
import java.nio.file.attribute.BasicFileAttributes;
import java.util.EnumSet;
import java.util.TreeMap;
import runnel.tool.documents.read.Formats;

/** The operator's folder, looked through anew each time. Thread-safe. */
record Folder(Path root, Limits limits) {
    /**
     * The documents that are there now.
     *
     * @param stamps by path below the folder, with slashes
     * @param leftOut documents beyond the limit
     */
    record Listing(TreeMap<String, String> stamps, int leftOut) {}

    Listing list() throws IOException {
        var walk = new Walk();
        Files.walkFileTree(
                root, EnumSet.noneOf(java.nio.file.FileVisitOption.class), limits.depth(), walk);
        return new Listing(walk.stamps, walk.leftOut);
    }

    Path file(String path) {
        return root.resolve(path);
    }

    /** Links are not followed: they could lead anywhere. */
    private final class Walk extends SimpleFileVisitor<Path> {
        private final TreeMap<String, String> stamps = new TreeMap<>();
        private int leftOut;

        @Override
        public FileVisitResult preVisitDirectory(Path directory, BasicFileAttributes about) {
            return !directory.equals(root) && isHidden(directory)
                    ? FileVisitResult.SKIP_SUBTREE
                    : FileVisitResult.CONTINUE;
        }

        @Override
        public FileVisitResult visitFile(Path file, BasicFileAttributes about) {
            if (about.isRegularFile()
                    && !isHidden(file)
                    && Formats.isKnown(file.getFileName().toString())) {
                if (stamps.size() < limits.files()) {
                    var path = root.relativize(file).toString().replace('\\', '/');
                    stamps.put(path, about.size() + ":" + about.lastModifiedTime().toMillis());
                } else {
                    leftOut++;
                }
            }
            return FileVisitResult.CONTINUE;
        }

        @Override
        public FileVisitResult visitFileFailed(Path file, IOException why) {
            return FileVisitResult.CONTINUE;
        }

        // Also the locks that Word lays beside a document that is open.
        private static boolean isHidden(Path path) {
            var name = path.getFileName().toString();
            return name.startsWith(".") || name.startsWith("~$");
        }
    }
}
