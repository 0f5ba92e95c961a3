package runnel.tool.documents;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.Condition;
import java.util.concurrent.locks.ReentrantLock;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import runnel.base.Clock;
import runnel.tool.Attachments.Attachment;
import runnel.tool.DocumentStatus;
import runnel.tool.documents.read.Passage;
import runnel.tool.documents.read.Unreadable;
import runnel.tool.documents.read.Unreadable.Reason;

/**
 * Brings the index up to date, one document after the other, on a thread that lives as long as
 * there is work. Thread-safe.
 */
final class Intake implements AutoCloseable {
    /** A folder that was looked through so recently is not looked through again. */
    private static final long RECENTLY_MILLIS = 1_000;

    /** Documents that are written down together. */
    private static final int TOGETHER = 100;

    /** How long a search waits for what is attached to its conversation: people expect that. */
    private static final long ATTACHED_MILLIS = 20_000;

    private static final long CLOSE_MILLIS = 5_000;
    private static final Logger LOG = LoggerFactory.getLogger(Intake.class);
    private static final Shelf FOLDER = new Shelf.Folder();

    private final Path data;
    private final Optional<Folder> folder;
    private final Limits limits;
    private final Clock clock;
    private final ReaderProcess reader;

    private final ReentrantLock lock = new ReentrantLock();
    private final Condition quiet = lock.newCondition();

    /** What is to be done, guarded by the lock, as are the next ones. */
    private final Deque<Job> jobs = new ArrayDeque<>();

    private boolean working;
    private boolean closed;
    private boolean looking;

    /** Conversations whose attached documents are still to be read. */
    private int attaching;

    private long lookedMillis = Long.MIN_VALUE / 2;
    private @Nullable DocumentIndex index;

    /** What is known of the folder, by path. */
    private final Map<String, Entry> known = new TreeMap<>();

    private int leftOut;

    /** Documents since the last commit; of the worker alone. */
    private int fresh;

    Intake(Path data, Optional<Folder> folder, Limits limits, Clock clock) {
        this.data = data;
        this.folder = folder;
        this.limits = limits;
        this.clock = clock;
        this.reader = new ReaderProcess(limits, data);
    }

    /** Something to do for the index. */
    private sealed interface Job {
        /** Find out what has changed in the folder. */
        record Look(Folder folder) implements Job {}

        record Read(Entry entry, Path file) implements Job {}

        record Remove(Entry entry) implements Job {}

        /** Read what is attached and not known yet. */
        record Attach(Shelf shelf, List<Attachment> attachments) implements Job {}

        record Forget(Shelf shelf, CompletableFuture<Void> done) implements Job {}
    }

    /** Has the folder looked through, where that was not done a moment ago. */
    void look() {
        lock.lock();
        try {
            if (folder.isPresent() && !looking && clock.millis() - lookedMillis > RECENTLY_MILLIS) {
                looking = true;
                jobs.addFirst(new Job.Look(folder.get()));
                work();
            }
        } finally {
            lock.unlock();
        }
    }

    /** Reads what is attached to a conversation, before what waits of the folder. */
    void attached(String conversation, List<Attachment> attachments) {
        lock.lock();
        try {
            jobs.addFirst(new Job.Attach(new Shelf.Attached(conversation), attachments));
            attaching++;
            work();
        } finally {
            lock.unlock();
        }
    }

    CompletableFuture<Void> forget(String conversation) {
        var done = new CompletableFuture<Void>();
        lock.lock();
        try {
            if (closed) {
                done.completeExceptionally(new IllegalStateException("closed"));
                return done;
            }
            if (index == null && !working && !Files.exists(data)) {
                // Nothing was ever read.
                done.complete(null);
                return done;
            }
            jobs.addFirst(new Job.Forget(new Shelf.Attached(conversation), done));
            work();
        } finally {
            lock.unlock();
        }
        return done;
    }

    /** Waits until all is read, but not for long. */
    void await(long millis) throws InterruptedException {
        var left = TimeUnit.MILLISECONDS.toNanos(ATTACHED_MILLIS);
        lock.lockInterruptibly();
        try {
            while (working && attaching > 0 && left > 0) {
                left = quiet.awaitNanos(left);
            }
            left = Math.min(left, TimeUnit.MILLISECONDS.toNanos(millis));
            while (working && left > 0) {
                left = quiet.awaitNanos(left);
            }
        } finally {
            lock.unlock();
        }
    }

    /** Documents that are still to be read. */
    int waiting() {
        lock.lock();
        try {
            return working ? (int) jobs.stream().filter(Job.Read.class::isInstance).count() + 1 : 0;
        } finally {
            lock.unlock();
        }
    }

    DocumentIndex index() throws IOException {
        lock.lock();
        try {
            if (closed) {
                throw new IOException("closed");
            }
            if (index == null) {
                index = open();
                index.entries(FOLDER).forEach(entry -> known.put(entry.path(), entry));
            }
            return index;
        } finally {
            lock.unlock();
        }
    }

    DocumentStatus status(String where) {
        var waiting = waiting();
        lock.lock();
        try {
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
            closed = true;
            jobs.forEach(job -> failed(job, new IllegalStateException("closed")));
            jobs.clear();
            attaching = 0;
            // What is being read is read again at the next start.
            var left = TimeUnit.MILLISECONDS.toNanos(CLOSE_MILLIS);
            reader.close();
            while (working && left > 0) {
                left = quiet.awaitNanos(left);
            }
            if (index != null) {
                index.close();
            }
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

    private void work() {
        if (!working && !closed) {
            working = true;
            Thread.ofPlatform().daemon().name("documents").start(this::workOff);
        }
    }

    private void workOff() {
        for (var job = next(); job.isPresent(); job = next()) {
            try {
                work(job.get());
            } catch (IOException | RuntimeException e) {
                LOG.error("the index of documents cannot be written", e);
                failed(job.get(), e);
            } finally {
                over(job.get());
            }
        }
    }

    private void over(Job job) {
        if (job instanceof Job.Attach) {
            lock.lock();
            try {
                attaching--;
                quiet.signalAll();
            } finally {
                lock.unlock();
            }
        }
    }

    private void failed(Job job, Exception why) {
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

    private Optional<Job> next() {
        lock.lock();
        try {
            if (jobs.isEmpty()) {
                commit();
                reader.close();
            }
            // Something may have come meanwhile.
            var job = closed ? null : jobs.poll();
            if (job == null) {
                working = false;
                quiet.signalAll();
            }
            return Optional.ofNullable(job);
        } finally {
            lock.unlock();
        }
    }

    private void work(Job job) throws IOException {
        switch (job) {
            case Job.Look(var where) -> look(where);
            case Job.Read(var entry, var file) -> read(entry, file);
            case Job.Remove(var entry) -> {
                index().remove(entry);
                forget(entry);
                fresh++;
            }
            case Job.Attach(var shelf, var attachments) -> attach(shelf, attachments);
            case Job.Forget(var shelf, var done) -> {
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
        }
        if (fresh >= TOGETHER) {
            commit();
        }
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
            jobs.removeIf(job ->
                    job instanceof Job.Read read && read.entry().shelf().equals(FOLDER)
                            || job instanceof Job.Remove);
            jobs.addAll(changes);
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
        lock.lock();
        try {
            if (closed) {
                return;
            }
        } finally {
            lock.unlock();
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
        if (fresh == 0 || index == null) {
            return;
        }
        fresh = 0;
        try {
            index.commit();
        } catch (IOException e) {
            LOG.error("the index of documents cannot be written", e);
        }
    }

    private DocumentIndex open() throws IOException {
        var path = data.resolve("index");
        Files.createDirectories(path);
        try {
            return DocumentIndex.open(path);
        } catch (IOException | IllegalArgumentException e) {
            LOG.warn("the index of documents cannot be used and is made anew", e);
            try (var files = Files.newDirectoryStream(path)) {
                for (var file : files) {
                    Files.delete(file);
                }
            }
            return DocumentIndex.open(path);
        }
    }
}
