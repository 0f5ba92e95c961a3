package runnel.tool.documents.read;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.util.HashMap;
import java.util.Map;
import java.util.Set;
import java.util.zip.ZipInputStream;

/** Takes files out of an archive, limited in what they unpack to. */
final class Zip {
    /** Files of an archive, at most: more only keep us busy. */
    private static final int ENTRIES = 5_000;

    /** Bytes of a file that is taken out, at most: all of it is in memory at once. */
    private static final int FILE_BYTES = 48 << 20;

    private Zip() {}

    /**
     * @param wanted names of the files that are taken out
     */
    static Map<String, byte[]> files(byte[] archive, Set<String> wanted, int unpackedBytes)
            throws Unreadable {
        var files = new HashMap<String, byte[]>();
        var left = unpackedBytes;
        try (var zip = new ZipInputStream(new ByteArrayInputStream(archive))) {
            var entry = zip.getNextEntry();
            for (var count = 0; entry != null; count++) {
                if (wanted.contains(entry.getName())) {
                    var bytes = zip.readNBytes(Math.min(left, FILE_BYTES) + 1);
                    left = bytes.length > FILE_BYTES ? -1 : left - bytes.length;
                    files.put(entry.getName(), bytes);
                } else {
                    // It is unpacked all the same, to find the next one.
                    left -= passed(zip, left);
                }
                if (left < 0 || count > ENTRIES) {
                    throw new Unreadable(Unreadable.Reason.TOO_LARGE);
                }
                entry = zip.getNextEntry();
            }
        } catch (IOException | IllegalArgumentException e) {
            throw new Unreadable(Unreadable.Reason.DAMAGED);
        }
        return files;
    }

    private static int passed(ZipInputStream zip, int most) throws IOException {
        var buffer = new byte[8_192];
        var passed = 0;
        for (var read = zip.read(buffer); read >= 0; read = zip.read(buffer)) {
            passed += read;
            if (passed > most) {
                return passed;
            }
        }
        return passed;
    }
}
