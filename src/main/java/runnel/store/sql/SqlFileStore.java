package runnel.store.sql;

import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicLong;
import java.util.concurrent.locks.ReentrantLock;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import runnel.base.Clock;
import runnel.base.Id;
import runnel.base.Json;
import runnel.base.Problem;
import runnel.conversation.Attachment;
import runnel.conversation.FileStore;

/**
 * Files in a directory, each named by the hash of its content and kept once however often it is
 * sent; what they are called stands in the database.
 */
public final class SqlFileStore implements FileStore {
    /** Uploads that no message has are given up after this. */
    private static final long UNSENT_MILLIS = 86_400_000;

    private static final Logger LOG = LoggerFactory.getLogger(SqlFileStore.class);
    private static final String STORED = "select id, owner, hash, name, type, bytes from file ";

    private final Database database;
    private final Path directory;
    private final Clock clock;

    /** Whether there has ever been one, as far as that was asked. */
    private volatile boolean used;

    /** How many were taken up since the start. */
    private final AtomicLong kept = new AtomicLong();

    /** How many had been when there was none: there is none as long as there are no more. */
    private volatile long unusedAt = -1;

    /** Nobody may take a content up while another lets go of it. */
    private final ReentrantLock lock = new ReentrantLock();

    public SqlFileStore(Database database, Path directory, Clock clock) {
        this.database = database;
        this.directory = directory;
        this.clock = clock;
    }

    @Override
    public Attachment keep(String owner, String name, InputStream content) throws IOException {
        Files.createDirectories(directory);
        var called = Upload.called(name);
        var upload = Files.createTempFile(directory, "upload-", "");
        try {
            var taken = Upload.take(called, content, upload);
            lock.lock();
            try {
                giveUp();
                var path = path(taken.hash());
                if (!Files.exists(path)) {
                    Files.createDirectories(path.getParent());
                    Files.move(upload, path, StandardCopyOption.ATOMIC_MOVE);
                }
                var attachment = new Attachment(Id.file(), called, taken.type(), taken.bytes());
                database.write(
                        "insert into file values (?, ?, ?, ?, ?, ?, ?)",
                        attachment.file(),
                        owner,
                        taken.hash(),
                        called,
                        taken.type(),
                        taken.bytes(),
                        clock.millis());
                // Counted when it is there: who looks before that counts anew.
                kept.incrementAndGet();
                return attachment;
            } finally {
                lock.unlock();
            }
        } finally {
            Files.deleteIfExists(upload);
        }
    }

    @Override
    public Optional<Stored> find(String file) {
        return database.first(STORED + "where id = ?", this::stored, file);
    }

    @Override
    public Map<String, List<Attachment>> of(String conversation, List<String> messages) {
        var files = new HashMap<String, List<Attachment>>();
        if (messages.isEmpty() || isEmpty()) {
            return files;
        }
        database.list(
                """
                select message, file, name, type, bytes from attachment
                where conversation = ? and message in (select value from json_each(?))
                order by message, place\
                """,
                row ->
                        files.computeIfAbsent(row.getString(1), message -> new ArrayList<>())
                                .add(
                                        new Attachment(
                                                row.getString(2),
                                                row.getString(3),
                                                row.getString(4),
                                                row.getLong(5))),
                conversation,
                Json.write(messages));
        return files;
    }

    @Override
    public List<Stored> of(String conversation) {
        return database.list(
                STORED
                        + """
                        where id in (select file from attachment where conversation = ?)
                        order by created_millis, id\
                        """,
                this::stored,
                conversation);
    }

    @Override
    public boolean isEmpty() {
        if (used) {
            return false;
        }
        var now = kept.get();
        if (unusedAt == now) {
            return true;
        }
        used = database.first("select 1 from file limit 1", row -> row.getInt(1)).isPresent();
        if (!used) {
            unusedAt = now;
        }
        return !used;
    }

    // The contents go first: as long as the rows are there, a start after a crash erases on.
    @Override
    public void erase(String conversation) {
        lock.lock();
        try {
            var here = "(select file from attachment where conversation = ?1)";
            var elsewhere = "(select file from attachment where conversation <> ?1)";
            var leaving = " id in " + here + " and id not in " + elsewhere;
            letGo(
                    database.list(
                            "select distinct hash from file where"
                                    + leaving
                                    + " and hash not in (select hash from file where not ("
                                    + leaving
                                    + "))",
                            row -> row.getString(1),
                            conversation));
            database.write("delete from file where" + leaving, conversation);
            database.write("delete from attachment where conversation = ?", conversation);
        } finally {
            lock.unlock();
        }
    }

    /** What was uploaded long ago and never sent. */
    private void giveUp() {
        var before = clock.millis() - UNSENT_MILLIS;
        var unsent = " created_millis < ?1 and id not in (select file from attachment)";
        letGo(
                database.list(
                        "select distinct hash from file where"
                                + unsent
                                + " and hash not in (select hash from file where not ("
                                + unsent
                                + "))",
                        row -> row.getString(1),
                        before));
        database.write("delete from file where" + unsent, before);
    }

    private void letGo(List<String> hashes) {
        for (var hash : hashes) {
            try {
                Files.deleteIfExists(path(hash));
            } catch (IOException e) {
                LOG.error("the file {} cannot be deleted", hash, e);
                throw new Problem(Problem.Kind.STORAGE, "storage-failed", e.toString()).because(e);
            }
        }
    }

    private Path path(String hash) {
        return directory.resolve(hash.substring(0, 2)).resolve(hash);
    }

    private Stored stored(ResultSet row) throws SQLException {
        return new Stored(
                new Attachment(
                        row.getString(1), row.getString(4), row.getString(5), row.getLong(6)),
                row.getString(2),
                row.getString(3),
                path(row.getString(3)));
    }
}
