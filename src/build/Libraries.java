import java.io.IOException;
import java.lang.classfile.ClassFile;
import java.lang.classfile.ClassFileVersion;
import java.lang.classfile.ClassHierarchyResolver;
import java.lang.classfile.ClassTransform;
import java.nio.file.FileSystem;
import java.nio.file.FileSystems;
import java.nio.file.Files;
import java.nio.file.Path;
import org.sqlite.util.LibraryLoaderUtil;

/**
 * Readies libraries for quick starts: classes in a very old form are brought into today's, since those do not enter the
 * cache; and the database's native code is laid out beside, since it would be unpacked at each start.
 *
 * <p>Run by the launcher as a single source file, after a build and before the cache is made.
 */
public final class Libraries {
    /** The first version with stack maps, which the cache asks for. */
    private static final int OLDEST = ClassFile.JAVA_6_VERSION;

    private Libraries() {}

    /** Arguments: the directory of the libraries, and that for native code. */
    public static void main(String[] args) throws IOException {
        try (var jars = Files.newDirectoryStream(Path.of(args[0]), "*.jar")) {
            for (var jar : jars) {
                try (var files = FileSystems.newFileSystem(jar)) {
                    if (!isSigned(files)) {
                        renew(files);
                    }
                    layOut(files, Path.of(args[1]));
                }
            }
        }
    }

    private static void layOut(FileSystem jar, Path directory) throws IOException {
        var code = jar.getPath(LibraryLoaderUtil.getNativeLibResourcePath(), LibraryLoaderUtil.getNativeLibName());
        if (Files.exists(code)) {
            Files.createDirectories(directory);
            var file = directory.resolve(code.getFileName().toString());
            // A server that runs has it in its memory: what is written over it would be executed there.
            Files.deleteIfExists(file);
            Files.write(file, Files.readAllBytes(code));
        }
    }

    private static boolean isSigned(FileSystem jar) throws IOException {
        var directory = jar.getPath("/META-INF");
        if (!Files.isDirectory(directory)) {
            return false;
        }
        try (var signatures = Files.newDirectoryStream(directory, "*.SF")) {
            return signatures.iterator().hasNext();
        }
    }

    private static void renew(FileSystem jar) throws IOException {
        var classFile = ClassFile.of(
                ClassFile.ClassHierarchyResolverOption.of(hierarchy(jar).orElse(ClassHierarchyResolver.defaultResolver())));
        try (var files = Files.walk(jar.getPath("/"))) {
            for (var file : files.filter(path -> path.toString().endsWith(".class")).toList()) {
                var bytes = Files.readAllBytes(file);
                var version = (bytes[6] & 0xff) << 8 | bytes[7] & 0xff;
                if (version < OLDEST) {
                    Files.write(file, renewed(classFile, bytes));
                }
            }
        }
    }

    // Code that is taken over as it is gets no stack maps; so each instruction is written anew.
    private static byte[] renewed(ClassFile classFile, byte[] bytes) {
        var code = ClassTransform.transformingMethodBodies((builder, element) -> builder.with(element));
        return classFile.transformClass(
                classFile.parse(bytes),
                code.andThen((builder, element) -> builder.with(
                        element instanceof ClassFileVersion ? ClassFileVersion.of(ClassFile.JAVA_17_VERSION, 0) : element)));
    }

    private static ClassHierarchyResolver hierarchy(FileSystem jar) {
        return ClassHierarchyResolver.ofResourceParsing(name -> {
            try {
                var file = jar.getPath("/" + name.descriptorString().replaceAll("^L|;$", "") + ".class");
                return Files.exists(file) ? Files.newInputStream(file) : null;
            } catch (IOException e) {
                throw new java.io.UncheckedIOException(e);
            }
        });
    }
}
