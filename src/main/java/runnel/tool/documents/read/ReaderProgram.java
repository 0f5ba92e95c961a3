package runnel.tool.documents.read;

import java.io.BufferedInputStream;
import java.io.DataInputStream;
import java.io.DataOutputStream;
import java.io.EOFException;
import java.io.FileDescriptor;
import java.io.FileInputStream;
import java.io.FileOutputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import runnel.base.Json;

/**
 * The process that reads documents: takes files on its input, one after the other, and answers each
 * with its passages. It has nothing but those bytes, and may die of any of them.
 *
 * <p>A question is the file's name, then its bytes; an answer is JSON. Each is told its length
 * first. The end of the input is the end of the process.
 */
public final class ReaderProgram {
    private ReaderProgram() {}

    public static void main(String[] arguments) throws IOException {
        // Not the process's named streams: a library might write there too.
        try (var in =
                        new DataInputStream(
                                new BufferedInputStream(new FileInputStream(FileDescriptor.in)));
                var out = new DataOutputStream(new FileOutputStream(FileDescriptor.out))) {
            while (true) {
                var name = new String(in.readNBytes(in.readInt()), StandardCharsets.UTF_8);
                var answer = answer(name, in.readNBytes(in.readInt()));
                out.writeInt(answer.length);
                out.write(answer);
                out.flush();
            }
        } catch (EOFException e) {
            // Nothing more is to be read.
        }
    }

    private static byte[] answer(String name, byte[] file) {
        var answer = Json.object();
        try {
            var passages = answer.putArray("passages");
            for (var passage : Formats.read(name, file, ReadLimits.DEFAULT)) {
                passages.addObject().put("place", passage.place()).put("text", passage.text());
            }
        } catch (Unreadable e) {
            answer.put("problem", e.reason().name());
        } catch (StackOverflowError e) {
            answer.put("problem", Unreadable.Reason.DAMAGED.name());
        } catch (OutOfMemoryError e) {
            answer.put("problem", Unreadable.Reason.MEMORY.name());
        }
        return answer.toString().getBytes(StandardCharsets.UTF_8);
    }
}
