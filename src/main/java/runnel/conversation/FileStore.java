package runnel.conversation;

import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import runnel.base.Problem;

/**
 * Port to the files that people send with their messages. The content of a file never changes.
 * Thread-safe.
 */
public interface FileStore {
    /** Bytes of one file, at most. */
    int FILE_BYTES = 20 << 20;

    /** Files of one message, at most. */
    int MESSAGE_FILES = 10;

    /** Characters of a file's name, at most; what exceeds them is cut. */
    int NAME_CHARS = 160;

    /** Where files are not kept at all. */
    static FileStore none() {
        return new NoFiles();
    }

    /**
     * Takes a file in. It is given up again when no message has it after a day.
     *
     * @throws Problem {@code file-type}, {@code file-too-large}, {@code file-empty}
     */
    Attachment keep(String owner, String name, InputStream content) throws IOException;

    Optional<Stored> find(String file);

    /** The files of an owner in the order of their ids. */
    default List<Attachment> owned(String owner, List<String> files) {
        if (files.size() > MESSAGE_FILES) {
            throw new Problem(Problem.Kind.INVALID, "files-too-many", files.size(), MESSAGE_FILES);
        }
        return files.stream()
                .map(file ->
                        find(file)
                                .filter(stored -> stored.owner().equals(owner))
                                .map(Stored::attachment)
                                .orElseThrow(() ->
                                        new Problem(Problem.Kind.NOT_FOUND, "file-unknown", file)))
                .toList();
    }

    /** The files of messages, by message. */
    Map<String, List<Attachment>> of(String conversation, List<String> messages);

    /** All files of a conversation. */
    List<Stored> of(String conversation);

    /** Whether there are none, so that no message has any; quick. */
    boolean isEmpty();

    /** Lets go of all files of a conversation that no other one has. */
    void erase(String conversation);

    /**
     * A file as it is kept.
     *
     * @param hash of its content
     */
    record Stored(Attachment attachment, String owner, String hash, Path path) {}
}
