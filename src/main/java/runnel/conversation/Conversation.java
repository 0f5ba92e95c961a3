package runnel.conversation;

import java.util.List;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Function;
import java.util.function.Supplier;
import runnel.base.Clock;
import runnel.base.Id;
import runnel.base.Problem;
import runnel.event.Event;
import runnel.log.Cursor;
import runnel.log.Log;

/**
 * The lasting thread between a person and agents: the single writer of one log, and its mailbox.
 *
 * <p>Commands and events of runs come in from any thread; each is checked against the outline,
 * appended, and applied, in one order for all. One run is active at a time; messages sent meanwhile
 * wait. Thread-safe. Whoever opened it closes it.
 */
public final class Conversation implements AutoCloseable {
    /** Characters of one message, at most. */
    public static final int TEXT_CHARS = 400_000;

    /** Characters of an idempotency key, at most. */
    public static final int KEY_CHARS = 200;

    /** Messages that may wait in one mailbox. */
    public static final int WAITING_MESSAGES = 100;

    /** Characters of a title, at most. */
    public static final int TITLE_CHARS = 200;

    /** Characters of a folder's name, at most. */
    public static final int FOLDER_CHARS = 60;

    /** Characters of an instruction, at most. */
    public static final int INSTRUCTION_CHARS = 20_000;

    private final String id;
    private final String owner;
    private final Log log;
    private final Outline outline;
    private final Mailbox mailbox;
    private final Clock clock;
    private final AtomicInteger users = new AtomicInteger();
    private volatile Profile profile;

    Conversation(ConversationStore.Summary summary, Log log, Outline outline, Clock clock) {
        this.id = summary.id();
        this.owner = summary.owner();
        this.profile = summary.profile();
        this.log = log;
        this.outline = outline;
        this.mailbox = new Mailbox(this, outline);
        this.clock = clock;
    }

    public String id() {
        return id;
    }

    public String owner() {
        return owner;
    }

    public String title() {
        return profile.title();
    }

    /** What people have decided about it as a whole. */
    public Profile profile() {
        return profile;
    }

    /** Whether others may read it by a link with that hash, now. */
    public boolean isSharedBy(String link) {
        // Who has seen in the log that the link ended must find it ended, however quick the log
        // was.
        synchronized (outline) {
            return profile.isShared() && profile.link().equals(link);
        }
    }

    public Log log() {
        return log;
    }

    /** A cursor that has seen everything up to {@code seq}; to be closed. */
    public Cursor cursor(long seq) {
        return log.cursor(seq);
    }

    /**
     * Accepts a command that concerns the messages. Commands to a run that is active go to its
     * owner, not here.
     *
     * @return what was accepted; not yet durable
     * @throws Problem when it makes no sense here; nothing has changed then
     */
    public Accepted accept(Command command) {
        synchronized (outline) {
            return mailbox.accept(command);
        }
    }

    /**
     * Checks the values of a command that concerns a conversation as a whole, whichever it is.
     *
     * @throws Problem when one is too long
     */
    public static void check(Command command) {
        Arranging.check(command);
    }

    /** The title that a conversation has at first: the first words of its first message. */
    public static String titleOf(String text) {
        return MessageText.title(text);
    }

    /** Appends an event of a run. Deltas take the short way: they change nothing but the text. */
    public void emit(Event event) {
        if (event instanceof Event.Delta) {
            log.append(event);
            return;
        }
        synchronized (outline) {
            append(event);
        }
    }

    /**
     * Does several things of which nobody may see or change a part. Nothing that waits belongs in
     * here.
     */
    public <T> T exclusively(Supplier<T> work) {
        synchronized (outline) {
            return work.get();
        }
    }

    /** The run whose turn it is; empty while another one is active. */
    public Optional<RunState> next() {
        synchronized (outline) {
            return outline.active().isPresent() || profile.isDeleted()
                    ? Optional.empty()
                    : outline.queued().stream().findFirst();
        }
    }

    /**
     * Starts a waiting run, if it is still its turn.
     *
     * @param agent name of the agent that shall answer; empty for the standard one
     * @param model full name of the model that shall answer
     */
    public Optional<RunState> begin(String run, String agent, String model) {
        synchronized (outline) {
            var queued = next().filter(state -> state.id().equals(run));
            if (queued.isEmpty()) {
                return Optional.empty();
            }
            var asked = message(queued.get().message());
            var parent = asked.parent().isEmpty() ? outline.leaf() : asked.parent();
            append(new Event.RunStart(run, asked.id(), parent, Id.message(), agent, model, 1));
            return outline.active();
        }
    }

    /**
     * Starts a run anew that an interruption of the server left unfinished: in place, as the next
     * attempt.
     */
    public Optional<RunState> beginAgain(String run) {
        return nextVersion(
                run,
                state ->
                        new Event.RunStart(
                                run,
                                state.message(),
                                message(state.message()).parent(),
                                state.reply(),
                                state.agent(),
                                state.model(),
                                state.attempt() + 1));
    }

    /** Gives up the reply that an active run was writing, and lets it write another version. */
    public Optional<RunState> branch(String run) {
        return nextVersion(
                run,
                state ->
                        new Event.RunStart(
                                run,
                                state.message(),
                                message(state.message()).parent(),
                                Id.message(),
                                state.agent(),
                                state.model(),
                                state.attempt()));
    }

    /** Whether it is deleted and can no more be restored. */
    boolean isOver(long nowMillis) {
        synchronized (outline) {
            return profile.isDeleted() && profile.deletedUntilMillis() <= nowMillis;
        }
    }

    /** A run that has not ended; empty when it has, or never was. */
    public Optional<RunState> run(String run) {
        synchronized (outline) {
            return Optional.ofNullable(outline.run(run));
        }
    }

    public Optional<RunState> active() {
        synchronized (outline) {
            return outline.active();
        }
    }

    /** Its shape, all of one moment. */
    Shape shape() {
        synchronized (outline) {
            var seq = log.durable();
            return new Shape(seq, profile, outline.path(), waiting(), outline.activeAt(seq));
        }
    }

    /**
     * What a reader is shown besides the contents of messages. Messages may be newer than the
     * moment; what happened to them since is seen once more, never missed.
     *
     * @param seq the moment: how far the log is durable
     * @param path the visible messages, first one first
     * @param waiting messages in the mailbox, next one first
     * @param active the run that was active then
     */
    record Shape(
            long seq,
            Profile profile,
            List<Header> path,
            List<Header> waiting,
            Optional<RunState> active) {}

    /** The visible messages, first one first. */
    public List<Header> path() {
        synchronized (outline) {
            return outline.path();
        }
    }

    /** One message's place, whether or not it is visible. */
    public Optional<Header> find(String message) {
        synchronized (outline) {
            return Optional.ofNullable(outline.find(message));
        }
    }

    /** The messages from the first one to the given one. */
    public List<Header> pathTo(String message) {
        synchronized (outline) {
            return outline.pathTo(message);
        }
    }

    /** Messages in the mailbox, next one first. */
    public List<Header> waiting() {
        synchronized (outline) {
            return outline.queued().stream()
                    .map(run -> message(run.message()))
                    .filter(header -> header.state() == Header.State.WAITING)
                    .toList();
        }
    }

    /** The versions of a message, oldest first, itself included. */
    public List<String> versions(Header header) {
        synchronized (outline) {
            return outline.versions(header);
        }
    }

    /** This, for one more user, who will close it. */
    public Conversation opened() {
        users.incrementAndGet();
        return this;
    }

    @Override
    public void close() {
        users.decrementAndGet();
    }

    boolean isIdle() {
        synchronized (outline) {
            return users.get() == 0
                    && !log.inUse()
                    && outline.active().isEmpty()
                    && outline.queued().isEmpty();
        }
    }

    private Optional<RunState> nextVersion(String run, Function<RunState, Event.RunStart> start) {
        synchronized (outline) {
            var state = outline.run(run);
            if (state == null || !state.isActive()) {
                return Optional.empty();
            }
            append(start.apply(state));
            return Optional.ofNullable(outline.run(run));
        }
    }

    /** Appends and applies events; the caller holds the outline. */
    long append(Event... events) {
        var last = log.append(events);
        var seq = last - events.length;
        for (var event : events) {
            outline.apply(++seq, clock.millis(), event);
            if (event instanceof Event.Arrangement change) {
                profile = profile.with(change);
            }
        }
        return last;
    }

    long millis() {
        return clock.millis();
    }

    private Header message(String message) {
        return Mailbox.found(outline.find(message), message);
    }
}
