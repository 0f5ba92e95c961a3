package runnel.tool.documents.read;

import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;

/** The characters of a text file that does not say how they are encoded. */
final class Characters {
    private static final Charset CHINESE = Charset.forName("GB18030");
    private static final Charset WESTERN = Charset.forName("windows-1252");
    private static final int NUL_LOOKED_FOR = 8_192;

    private Characters() {}

    /**
     * @throws Unreadable where it is no text
     */
    static String of(byte[] file) throws Unreadable {
        if (starts(file, 0xFF, 0xFE)) {
            return new String(file, 2, file.length - 2, StandardCharsets.UTF_16LE);
        }
        if (starts(file, 0xFE, 0xFF)) {
            return new String(file, 2, file.length - 2, StandardCharsets.UTF_16BE);
        }
        for (var i = 0; i < Math.min(file.length, NUL_LOOKED_FOR); i++) {
            if (file[i] == 0) {
                throw new Unreadable(Unreadable.Reason.DAMAGED);
            }
        }
        var from = starts(file, 0xEF, 0xBB, 0xBF) ? 3 : 0;
        var bytes = ByteBuffer.wrap(file, from, file.length - from);
        try {
            return StandardCharsets.UTF_8.newDecoder().decode(bytes).toString();
        } catch (CharacterCodingException e) {
            return old(file);
        }
    }

    private static String old(byte[] file) {
        try {
            var text = CHINESE.newDecoder().decode(ByteBuffer.wrap(file)).toString();
            if (isChinese(text)) {
                return text;
            }
        } catch (CharacterCodingException e) {
            // It is not that either.
        }
        return new String(file, WESTERN);
    }

    // What is not Chinese can pass for it by chance, but then it is made of rare characters.
    private static boolean isChinese(String text) {
        var foreign = text.chars().filter(c -> c > 127).count();
        var usual =
                text.chars()
                        .filter(c ->
                                c >= 0x4E00 && c <= 0x9FA5
                                        || c >= 0x3000 && c <= 0x303F
                                        || c >= 0xFF00 && c <= 0xFFEF)
                        .count();
        return usual * 10 >= foreign * 9;
    }

    private static boolean starts(byte[] file, int... marks) {
        for (var i = 0; i < marks.length; i++) {
            if (file.length <= i || (file[i] & 0xFF) != marks[i]) {
                return false;
            }
        }
        return true;
    }
}
