package runnel.tool.documents;

import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import runnel.tool.Attachments.Attachment;

/** Something to do for the index. */
sealed interface Job {
    /** Find out what has changed in the folder. */
    record Look(Folder folder) implements Job {}

    record Read(Entry entry, Path file) implements Job {}

    record Remove(Entry entry) implements Job {}

    /** Read what is attached and not known yet. */
    record Attach(Shelf shelf, List<Attachment> attachments) implements Job {}

    record Forget(Shelf shelf, CompletableFuture<Void> done) implements Job {}
}
