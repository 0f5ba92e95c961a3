package runnel.tool.documents;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.locks.ReentrantLock;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import runnel.base.Clock;
import runnel.tool.Attachments.Attachment;
import runnel.tool.DocumentStatus;
import runnel.tool.documents.read.Passage;
import runnel.tool.documents.read.Unreadable;
import runnel.tool.documents.read.Unreadable.Reason;

/** Brings the index up to date, one document after the other. Thread-safe. */
final class Intake implements AutoCloseable, Jobs.Worker {
    /** A folder that was looked through so recently is not looked through again. */
    private static final long RECENTLY_MILLIS = 1_000;

    /** Documents that are written down together. */
    private static final int TOGETHER = 100;

    private static final long CLOSE_MILLIS = 5_000;
    private static final Logger LOG = LoggerFactory.getLogger(Intake.class);
    private static final Shelf FOLDER = new Shelf.Folder();

    private final Optional<Folder> folder;
    private final Limits limits;
    private final Clock clock;
    private final ReaderProcess reader;

    /** Guards what follows. */
    private final ReentrantLock lock = new ReentrantLock();

    private final Jobs jobs = new Jobs(lock, this);
    private final LazyIndex index;
    private boolean looking;
    private long lookedMillis = Long.MIN_VALUE / 2;

    /** What is known of the folder, by path. */
    private final Map<String, Entry> known = new TreeMap<>();

    private int leftOut;

    /** Documents since the last commit; of the worker alone. */
    private int fresh;

    Intake(Path data, Optional<Folder> folder, Limits limits, Clock clock) {
        this.folder = folder;
        this.limits = limits;
        this.clock = clock;
        this.reader = new ReaderProcess(limits, data);
        this.index = new LazyIndex(data);
    }

    /** Has the folder looked through, where that was not done a moment ago. */
    void look() {
        lock.lock();
        try {
            if (folder.isPresent() && !looking && clock.millis() - lookedMillis > RECENTLY_MILLIS) {
                looking = true;
                jobs.addFirst(new Job.Look(folder.get()));
            }
        } finally {
            lock.unlock();
        }
    }

    /** Reads what is attached to a conversation, before what waits of the folder. */
    void attached(String conversation, List<Attachment> attachments) {
        jobs.addFirst(new Job.Attach(new Shelf.Attached(conversation), attachments));
    }

    CompletableFuture<Void> forget(String conversation) {
        var done = new CompletableFuture<Void>();
        lock.lock();
        try {
            if (jobs.areClosed()) {
                done.completeExceptionally(new IllegalStateException("closed"));
                return done;
            }
            if (index.isMissing() && !jobs.areUnderWay()) {
                // Nothing was ever read.
                done.complete(null);
                return done;
            }
            jobs.addFirst(new Job.Forget(new Shelf.Attached(conversation), done));
        } finally {
            lock.unlock();
        }
        return done;
    }

    /** Waits until all is read, but not for long. */
    void await(long millis) throws InterruptedException {
        jobs.await(millis);
    }

    /** Documents that are still to be read. */
    int waiting() {
        return jobs.documents();
    }

    DocumentIndex index() throws IOException {
        lock.lock();
        try {
            if (jobs.areClosed()) {
                throw new IOException("closed");
            }
            var first = !index.isOpen();
            var opened = index.open();
            if (first) {
                opened.entries(FOLDER).forEach(entry -> known.put(entry.path(), entry));
            }
            return opened;
        } finally {
            lock.unlock();
        }
    }

    DocumentStatus status(String where) {
        lock.lock();
        try {
            var waiting = waiting();
            var broken = new ArrayList<DocumentStatus.Broken>();
            var passages = 0;
            for (var entry : known.values()) {
                passages += entry.passages();
                entry.reason()
                        .ifPresent(why ->
                                broken.add(new DocumentStatus.Broken(entry.path(), word(why))));
            }
            return new DocumentStatus(
                    where, known.size() - broken.size(), passages, waiting, leftOut, broken);
        } finally {
            lock.unlock();
        }
    }

    @Override
    public void close() {
        lock.lock();
        try {
            jobs.close();
            // What is being read is read again at the next start.
            reader.close();
            jobs.awaitRest(CLOSE_MILLIS);
            index.close();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        } catch (IOException e) {
            LOG.warn("the index of documents did not close", e);
        } finally {
            lock.unlock();
        }
    }

    private static String word(Reason reason) {
        return reason.name().toLowerCase(java.util.Locale.ROOT).replace('_', '-');
    }

    @Override
    public void failed(Job job, Exception why) {
        if (job instanceof Job.Forget forget) {
            forget.done().completeExceptionally(why);
        } else if (job instanceof Job.Look) {
            lock.lock();
            try {
                looking = false;
            } finally {
                lock.unlock();
            }
        }
    }

    @Override
    public void rest() {
        commit();
        reader.close();
    }

    @Override
    public void work(Job job) throws IOException {
        switch (job) {
            case Job.Look(var where) -> look(where);
            case Job.Read(var entry, var file) -> read(entry, file);
            case Job.Remove(var entry) -> {
                index().remove(entry);
                forget(entry);
                fresh++;
            }
            case Job.Attach(var shelf, var attachments) -> attach(shelf, attachments);
            case Job.Forget(var shelf, var done) -> forget(shelf, done);
        }
        if (fresh >= TOGETHER) {
            commit();
        }
    }

    private void forget(Shelf shelf, CompletableFuture<Void> done) throws IOException {
        var there = !index().entries(shelf).isEmpty();
        index().remove(shelf);
        fresh++;
        commit();
        if (there) {
            index().expunge();
            fresh++;
            commit();
        }
        done.complete(null);
    }

    private void look(Folder where) throws IOException {
        index();
        var listing = where.list();
        var changes = new ArrayList<Job>();
        lock.lock();
        try {
            listing.stamps()
                    .forEach((path, stamp) -> {
                        var before = known.get(path);
                        if (before == null || !before.stamp().equals(stamp)) {
                            changes.add(
                                    new Job.Read(
                                            unread(FOLDER, path, path, stamp), where.file(path)));
                        }
                    });
            known.values().stream()
                    .filter(entry -> !listing.stamps().containsKey(entry.path()))
                    .forEach(entry -> changes.add(new Job.Remove(entry)));
            // What an earlier look found may have changed once more.
            jobs.replace(Intake::isOfFolder, changes);
            leftOut = listing.leftOut();
            looking = false;
            lookedMillis = clock.millis();
        } finally {
            lock.unlock();
        }
        if (listing.leftOut() > 0) {
            LOG.warn(
                    "{} documents are left out: there are more than {}",
                    listing.leftOut(),
                    limits.files());
        }
    }

    private static boolean isOfFolder(Job job) {
        return job instanceof Job.Remove
                || job instanceof Job.Read read && read.entry().shelf().equals(FOLDER);
    }

    private void attach(Shelf shelf, List<Attachment> attachments) throws IOException {
        var there = new HashMap<String, Entry>();
        index().entries(shelf).forEach(entry -> there.put(entry.path(), entry));
        for (var attachment : attachments) {
            if (there.remove(attachment.id()) == null) {
                read(unread(shelf, attachment.id(), attachment.name(), ""), attachment.file());
            }
        }
        for (var gone : there.values()) {
            index().remove(gone);
            fresh++;
        }
        commit();
    }

    private static Entry unread(Shelf shelf, String path, String name, String stamp) {
        return new Entry(shelf, path, name, stamp, 0, Optional.empty());
    }

    private void read(Entry entry, Path file) throws IOException {
        try {
            if (Files.size(file) > limits.fileBytes()) {
                throw new Unreadable(Reason.TOO_LARGE);
            }
            var passages = reader.read(entry.name(), Files.readAllBytes(file));
            keep(entry, passages, Optional.empty());
        } catch (NoSuchFileException e) {
            // The next look will find that out.
        } catch (Unreadable e) {
            keep(entry, List.of(), Optional.of(e.reason()));
        } catch (IOException e) {
            keep(entry, List.of(), Optional.of(Reason.GONE));
        }
    }

    private void keep(Entry entry, List<Passage> passages, Optional<Reason> reason)
            throws IOException {
        if (jobs.areClosed()) {
            return;
        }
        var read =
                new Entry(
                        entry.shelf(),
                        entry.path(),
                        entry.name(),
                        entry.stamp(),
                        passages.size(),
                        reason);
        reason.ifPresent(why -> LOG.warn("{} cannot be read: {}", entry.path(), why.words()));
        index().put(read, passages);
        fresh++;
        if (entry.shelf().equals(FOLDER)) {
            lock.lock();
            try {
                known.put(read.path(), read);
            } finally {
                lock.unlock();
            }
        }
    }

    private void forget(Entry entry) {
        lock.lock();
        try {
            known.remove(entry.path());
        } finally {
            lock.unlock();
        }
    }

    private void commit() {
        if (fresh > 0 && index.isOpen()) {
            fresh = 0;
            index.commit();
        }
    }
}
