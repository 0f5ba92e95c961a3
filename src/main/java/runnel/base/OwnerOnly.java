package runnel.base;

import java.io.IOException;
import java.nio.file.FileSystems;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileAttribute;
import java.nio.file.attribute.PosixFilePermission;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.Set;

/**
 * Files and directories that nobody but their owner may read, since what people ask is private.
 * What is there already keeps its rights; a system that knows no such rights gives its usual ones.
 */
public final class OwnerOnly {
    private static final boolean KNOWN =
            FileSystems.getDefault().supportedFileAttributeViews().contains("posix");

    private OwnerOnly() {}

    /** Makes a directory where there is none. Those above it are as usual. */
    public static Path directory(Path directory) throws IOException {
        var parent = directory.toAbsolutePath().getParent();
        if (parent != null) {
            Files.createDirectories(parent);
        }
        return Files.createDirectories(directory, rights("rwx------"));
    }

    /** Makes an empty file where there is none. */
    public static Path file(Path file) throws IOException {
        return Files.exists(file) ? file : newFile(file);
    }

    /**
     * Makes an empty file.
     *
     * @throws java.nio.file.FileAlreadyExistsException when there is one of that name
     */
    public static Path newFile(Path file) throws IOException {
        return Files.createFile(file, rights("rw-------"));
    }

    private static FileAttribute<?>[] rights(String rights) {
        return KNOWN
                ? new FileAttribute<?>[] {attribute(PosixFilePermissions.fromString(rights))}
                : new FileAttribute<?>[0];
    }

    private static FileAttribute<Set<PosixFilePermission>> attribute(
            Set<PosixFilePermission> rights) {
        return PosixFilePermissions.asFileAttribute(rights);
    }
}
