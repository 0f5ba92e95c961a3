package runnel.conversation;

import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.locks.ReentrantLock;
import java.util.function.Consumer;
import java.util.function.Function;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import runnel.base.Clock;
import runnel.base.Id;
import runnel.base.Problem;
import runnel.event.Event;
import runnel.log.Journal;
import runnel.log.Log;
import runnel.log.LogStore;

/**
 * All conversations: those in use are in memory, each exactly once; the others are in the store.
 * Thread-safe.
 *
 * <p>Who may see a conversation is decided here, at every opening: to others than its owner it does
 * not exist.
 */
public final class Conversations {
    private static final Logger LOG = LoggerFactory.getLogger(Conversations.class);
    private static final int KEY_LOCKS = 64;

    /** Openings that may read the store at once without waiting for each other, about. */
    private static final int OPEN_LOCKS = 256;

    /** How long a deleted conversation can be restored, usually. */
    public static final long UNDO_MILLIS = 60_000;

    private final long undoMillis;
    private final ConversationStore store;
    private final LogStore logs;
    private final Journal journal;
    private final Clock clock;
    private final Bulletin bulletin = new Bulletin();
    private final Map<String, Conversation> open = new ConcurrentHashMap<>();
    private final ReentrantLock[] keyLocks = locks(KEY_LOCKS);

    /** By conversation: what is opened is read from the store, which takes too long for the map. */
    private final ReentrantLock[] openLocks = locks(OPEN_LOCKS);

    /** With the usual time for a deletion to be taken back. */
    public Conversations(ConversationStore store, LogStore logs, Journal journal, Clock clock) {
        this(store, logs, journal, clock, UNDO_MILLIS);
    }

    /**
     * @param undoMillis how long a deleted conversation can be restored
     */
    public Conversations(
            ConversationStore store, LogStore logs, Journal journal, Clock clock, long undoMillis) {
        this.undoMillis = undoMillis;
        this.store = store;
        this.logs = logs;
        this.journal = journal;
        this.clock = clock;
    }

    /**
     * Opens a conversation of this owner; to be closed.
     *
     * @throws Problem {@code conversation-unknown} where there is none, or it is another's
     */
    public Conversation open(String id, String owner) {
        var conversation = open(id);
        if (!conversation.owner().equals(owner)) {
            conversation.close();
            throw unknown(id);
        }
        return conversation;
    }

    /** Opens a conversation whoever owns it, for the server's own use; to be closed. */
    public Conversation open(String id) {
        return opened(id, held -> held == null ? load(id) : alive(id, held));
    }

    /**
     * Opens the conversation of that name, which this owner gets if it does not exist yet; to be
     * closed.
     */
    public Conversation openOrCreate(String id, String owner, String title) {
        if (!Id.isSafe(id)) {
            throw new Problem(
                    Problem.Kind.INVALID,
                    "conversation-name",
                    id.length() > 40 ? id.substring(0, 40) : id);
        }
        var conversation =
                opened(
                        id,
                        held -> {
                            if (held != null && !isDead(held)) {
                                return held;
                            }
                            return store.find(id).isPresent()
                                    ? load(id)
                                    : create(Log.open(id, logs, journal, clock), owner, title);
                        });
        if (!conversation.owner().equals(owner)) {
            conversation.close();
            throw unknown(id);
        }
        return conversation;
    }

    /**
     * Sends a message; when this returns, it is durable.
     *
     * @param id the conversation; made where it does not exist; empty for a new one
     * @param starter is told of the conversation before the wait, to start what can start
     * @return for a repeated key, what the first command with this key was answered with
     * @throws Problem when the message makes no sense or could not be kept, and {@code key-used}
     *     where the key belongs to another message
     */
    public Accepted send(String owner, String id, Command.Send send, Consumer<Conversation> starter)
            throws InterruptedException {
        MessageText.checked(send);
        if (send.key().length() > Conversation.KEY_CHARS) {
            throw new Problem(
                    Problem.Kind.INVALID,
                    "key-too-long",
                    send.key().length(),
                    Conversation.KEY_CHARS);
        }
        if (send.key().isEmpty()) {
            return sendOnce(owner, id, send, starter);
        }
        var lock = lock(keyLocks, owner + '\n' + send.key());
        lock.lockInterruptibly();
        try {
            var earlier = store.accepted(owner, send.key());
            if (earlier.isEmpty()) {
                return sendOnce(owner, id, send, starter);
            }
            try (var conversation = open(earlier.get().conversation(), owner)) {
                Repetition.check(send, id, earlier.get(), conversation);
            }
            return earlier.get();
        } finally {
            lock.unlock();
        }
    }

    /** Forgets conversations that nobody uses; they can be opened again at any time. */
    public void sweep() {
        for (var id : open.keySet()) {
            var lock = lock(openLocks, id);
            lock.lock();
            try {
                open.computeIfPresent(
                        id, (key, held) -> held.isIdle() || isDead(held) ? null : held);
            } finally {
                lock.unlock();
            }
        }
    }

    public long undoMillis() {
        return undoMillis;
    }

    /** Erases what was deleted and can no more be restored. */
    public void erase() {
        var now = clock.millis();
        for (var id : store.expired(now)) {
            var lock = lock(openLocks, id);
            lock.lock();
            try {
                if (isErased(id, open.get(id), now)) {
                    open.remove(id);
                }
            } catch (RuntimeException e) {
                // It is tried again, and holds up nothing else.
                LOG.error("cannot erase conversation {}", id, e);
            } finally {
                lock.unlock();
            }
        }
    }

    /** The owner has seen everything of a conversation up to this place of its log. */
    public void seen(Conversation conversation, long seq) {
        store.seen(conversation.id(), Math.min(seq, conversation.log().durable()));
        bulletin.changed(conversation.owner());
    }

    public ConversationStore store() {
        return store;
    }

    public Bulletin bulletin() {
        return bulletin;
    }

    private Accepted sendOnce(
            String owner, String id, Command.Send send, Consumer<Conversation> starter)
            throws InterruptedException {
        var title = MessageText.title(send);
        try (var conversation =
                id.isEmpty() ? createNew(owner, title) : openOrCreate(id, owner, title)) {
            var accepted = conversation.accept(send);
            starter.accept(conversation);
            conversation.log().awaitDurable(accepted.seq());
            return accepted;
        }
    }

    // Nobody has it, so there is nothing to ask the store for.
    private Conversation createNew(String owner, String title) {
        var id = Id.conversation();
        return opened(id, _ -> create(Log.begin(id, logs, journal, clock), owner, title));
    }

    /** One more user of what {@code opening} makes of the conversation that is held, if one is. */
    private Conversation opened(String id, Function<@Nullable Conversation, Conversation> opening) {
        var lock = lock(openLocks, id);
        lock.lock();
        try {
            var conversation = opening.apply(open.get(id));
            open.put(id, conversation);
            return conversation.opened();
        } finally {
            lock.unlock();
        }
    }

    private Conversation load(String id) {
        var summary = store.find(id).orElseThrow(() -> unknown(id));
        // The log first: opening it settles what a failure left behind, and the outline is read
        // from what is settled.
        var log = Log.open(id, logs, journal, clock);
        watch(log, summary.owner());
        return new Conversation(
                summary, log, Outline.of(store.headers(id), store.unfinishedRuns(id)), clock);
    }

    private Conversation create(Log log, String owner, String title) {
        var now = clock.millis();
        var summary =
                new ConversationStore.Summary(
                        log.conversation(),
                        owner,
                        Profile.of(title),
                        ConversationStore.Progress.NONE,
                        now,
                        now);
        watch(log, owner);
        log.append(new Event.ConversationStart(owner, title));
        return new Conversation(summary, log, new Outline(), clock);
    }

    private void watch(Log log, String owner) {
        log.onSettled(spans -> {
            if (spans.stream().anyMatch(span -> isListed(span.event()))) {
                bulletin.changed(owner);
            }
        });
    }

    /** Whether a list of conversations shows it. */
    private static boolean isListed(Event event) {
        return event instanceof Event.ConversationStart
                || event instanceof Event.Arrangement
                || event instanceof Event.MessageSend
                || event instanceof Event.ReplyRequest
                || event instanceof Event.RunEnd;
    }

    // Under the lock of its id nobody can open it meanwhile; who has it open finds it dead.
    private boolean isErased(String id, @Nullable Conversation held, long nowMillis) {
        if (held != null && !isDead(held)) {
            if (!held.isOver(nowMillis) || held.active().isPresent() || held.log().isBehind()) {
                return false;
            }
            held.log().end(unknown(id));
        }
        store.erase(id);
        return true;
    }

    /** The conversation itself, or opened anew where its log has died. */
    private Conversation alive(String id, Conversation held) {
        if (!isDead(held)) {
            return held;
        }
        if (store.find(id).isEmpty()) {
            // It died before its first entry was kept: the reason tells more than that it does not
            // exist.
            held.log().append();
        }
        return load(id);
    }

    private static boolean isDead(Conversation conversation) {
        return conversation.log().hasFailed();
    }

    private static ReentrantLock[] locks(int number) {
        return Stream.generate(ReentrantLock::new).limit(number).toArray(ReentrantLock[]::new);
    }

    private static ReentrantLock lock(ReentrantLock[] locks, String name) {
        return locks[Math.floorMod(name.hashCode(), locks.length)];
    }

    private static Problem unknown(String id) {
        return new Problem(Problem.Kind.NOT_FOUND, "conversation-unknown", id);
    }
}
