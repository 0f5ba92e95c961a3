package runnel.store.sql;

import java.io.IOException;
import java.io.InputStream;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.Arrays;
import java.util.HexFormat;
import runnel.base.Problem;
import runnel.base.Text;
import runnel.conversation.FileStore;
import runnel.conversation.FileType;

/** What a content that somebody sends turns out to be. */
record Upload(String hash, String type, long bytes) {
    private static final int BUFFER_BYTES = 65_536;

    /** Writes a content into a file, for good. */
    static Upload take(String name, InputStream content, Path upload) throws IOException {
        var digest = digest();
        var head = content.readNBytes(FileType.HEAD_BYTES);
        if (head.length == 0) {
            throw new Problem(Problem.Kind.INVALID, "file-empty", name);
        }
        var type =
                FileType.of(name, head)
                        .orElseThrow(
                                () -> new Problem(Problem.Kind.UNSUPPORTED, "file-type", name));
        var bytes = 0L;
        try (var out = Files.newOutputStream(upload)) {
            var buffer = new byte[BUFFER_BYTES];
            var piece = head;
            for (var length = head.length; length > 0; length = content.read(buffer)) {
                bytes += length;
                if (bytes > FileStore.FILE_BYTES) {
                    throw new Problem(
                            Problem.Kind.TOO_LARGE,
                            "file-too-large",
                            name,
                            FileStore.FILE_BYTES >> 20);
                }
                digest.update(piece, 0, length);
                out.write(piece, 0, length);
                piece = buffer;
            }
        }
        try (var channel = FileChannel.open(upload, StandardOpenOption.WRITE)) {
            channel.force(true);
        }
        return new Upload(HexFormat.of().formatHex(digest.digest()), type, bytes);
    }

    /** The last part of a path, without what would confuse a reader or a header. */
    static String called(String name) {
        var last = Arrays.asList(name.split("[/\\\\]")).reversed().getFirst();
        var plain =
                Text.wellFormed(last)
                        .replaceAll("[\\p{Cntrl}\\p{Cf}\\u2028\\u2029\"<>]", "")
                        .strip();
        var cut =
                plain.length() <= FileStore.NAME_CHARS
                        ? plain
                        : Text.wellFormed(plain.substring(plain.length() - FileStore.NAME_CHARS))
                                .replace("\uFFFD", "");
        return cut.isEmpty() ? "file" : cut;
    }

    private static MessageDigest digest() {
        try {
            return MessageDigest.getInstance("SHA-256");
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException(e);
        }
    }
}
