package runnel.conversation;

import java.util.List;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Function;
import java.util.function.UnaryOperator;
import org.jspecify.annotations.Nullable;
import runnel.base.Clock;
import runnel.base.Id;
import runnel.base.Problem;
import runnel.base.Text;
import runnel.event.Event;
import runnel.event.Outcome;
import runnel.log.Cursor;
import runnel.log.Log;

/**
 * The lasting thread between a person and agents: the single writer of one log, and its mailbox.
 *
 * <p>Commands and events of runs come in from any thread; each is checked against the outline, appended, and applied, in
 * one order for all. One run is active at a time; messages sent meanwhile wait. Thread-safe. Whoever opened it closes it.
 */
public final class Conversation implements AutoCloseable {
    /** Characters of one message, at most. */
    public static final int TEXT_CHARS = 400_000;

    /** Messages that may wait in one mailbox. */
    public static final int WAITING_MESSAGES = 100;

    /** Characters of a title, at most. */
    public static final int TITLE_CHARS = 200;

    private final String id;
    private final String owner;
    private final Log log;
    private final Outline outline;
    private final Clock clock;
    private final AtomicInteger users = new AtomicInteger();
    private volatile String title;

    Conversation(ConversationStore.Summary summary, Log log, Outline outline, Clock clock) {
        this.id = summary.id();
        this.owner = summary.owner();
        this.title = summary.title();
        this.log = log;
        this.outline = outline;
        this.clock = clock;
    }

    public String id() {
        return id;
    }

    public String owner() {
        return owner;
    }

    public String title() {
        return title;
    }

    public Log log() {
        return log;
    }

    /** A cursor that has seen everything up to {@code seq}; to be closed. */
    public Cursor cursor(long seq) {
        return log.cursor(seq);
    }

    /**
     * Accepts a command that concerns the messages. Commands to a run that is active go to its owner, not here.
     *
     * @return what was accepted; not yet durable
     * @throws Problem when it makes no sense here; nothing has changed then
     */
    public Accepted accept(Command command) {
        synchronized (outline) {
            return switch (command) {
                case Command.Send send -> send(send);
                case Command.Edit edit -> edit(edit);
                case Command.Remove remove -> remove(remove);
                case Command.Regenerate regenerate -> regenerate(regenerate);
                case Command.Select select -> {
                    var header = message(select.message());
                    yield accepted(header.id(), header.run(), append(new Event.VersionSelect(header.id())));
                }
                case Command.Rename rename -> accepted("", "", append(new Event.TitleChange(titleOf(rename.title()))));
                case Command.Cancel cancel -> cancel(cancel.run());
                case Command.Pause pause -> pause(pause.run(), true);
                case Command.Resume resume -> pause(resume.run(), false);
            };
        }
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
     * Starts the next waiting run, if none is active.
     *
     * @param models names the model to use, given what was asked for
     */
    public Optional<RunState> begin(UnaryOperator<String> models) {
        synchronized (outline) {
            var queued = outline.queued();
            if (queued.isEmpty() || outline.active().isPresent()) {
                return Optional.empty();
            }
            var run = queued.getFirst();
            var asked = message(run.message());
            var parent = asked.parent().isEmpty() ? outline.leaf() : asked.parent();
            append(new Event.RunStart(
                    run.id(), asked.id(), parent, Id.message(), run.agent(), models.apply(run.model()), 1));
            return outline.active();
        }
    }

    /** Starts a run anew that an interruption of the server left unfinished: in place, as the next attempt. */
    public Optional<RunState> beginAgain(String run) {
        return nextVersion(run, state -> new Event.RunStart(
                run, state.message(), message(state.message()).parent(), state.reply(), state.agent(), state.model(),
                state.attempt() + 1));
    }

    /** Gives up the reply that an active run was writing, and lets it write another version. */
    public Optional<RunState> branch(String run) {
        return nextVersion(run, state -> new Event.RunStart(
                run, state.message(), message(state.message()).parent(), Id.message(), state.agent(), state.model(),
                state.attempt()));
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

    /** One more user, who will close it. */
    Conversation opened() {
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

    private Accepted send(Command.Send send) {
        var text = checkedText(send.text());
        var parent = "";
        if (!send.edits().isEmpty()) {
            parent = message(send.edits()).parent();
        }
        if (outline.queued().size() >= WAITING_MESSAGES) {
            throw new Problem(Problem.Kind.TOO_MANY, "mailbox-full", WAITING_MESSAGES);
        }
        var event = new Event.MessageSend(
                Id.message(), parent, owner, text, Id.run(), send.agent(), send.model(), send.key());
        var seq = title.isEmpty() ? append(new Event.TitleChange(titleOf(text)), event) : append(event);
        return accepted(event.message(), event.run(), seq);
    }

    private Accepted edit(Command.Edit edit) {
        var header = waiting(edit.message());
        var seq = append(new Event.MessageEdit(header.id(), checkedText(edit.text())));
        return accepted(header.id(), header.run(), seq);
    }

    private Accepted remove(Command.Remove remove) {
        var header = message(remove.message());
        if (header.state() == Header.State.REMOVED) {
            return accepted(header.id(), header.run(), log.durable());
        }
        return withdraw(waiting(remove.message()));
    }

    private Accepted withdraw(Header waiting) {
        var seq = append(
                new Event.RunEnd(waiting.run(), Outcome.CANCELLED, 0, 0, 0, 0),
                new Event.MessageRemove(waiting.id()));
        return accepted(waiting.id(), waiting.run(), seq);
    }

    // Asked again while an answer is on its way, that one is meant.
    private Accepted regenerate(Command.Regenerate regenerate) {
        var header = message(regenerate.message());
        var asked = header.author() == Header.Author.AGENT ? message(header.parent()) : header;
        if (asked.state() != Header.State.SENT) {
            throw new Problem(Problem.Kind.CONFLICT, "message-waiting", asked.id());
        }
        var unfinished = outline.unfinished().stream()
                .filter(run -> run.message().equals(asked.id()))
                .findFirst();
        if (unfinished.isPresent()) {
            return accepted(asked.id(), unfinished.get().id(), log.durable());
        }
        var event = new Event.ReplyRequest(Id.run(), asked.id(), "", regenerate.model());
        return accepted(asked.id(), event.run(), append(event));
    }

    // A run that is active is stopped by its owner, who then says so; what has ended stays ended.
    private Accepted cancel(String run) {
        var state = outline.run(run);
        if (state == null || state.isActive()) {
            return accepted("", run, log.durable());
        }
        var header = message(state.message());
        if (header.state() == Header.State.WAITING) {
            return withdraw(header);
        }
        return accepted(header.id(), run, append(new Event.RunEnd(run, Outcome.CANCELLED, 0, 0, 0, 0)));
    }

    private Accepted pause(String run, boolean paused) {
        var state = outline.run(run);
        if (state == null || !state.isActive()) {
            if (!paused) {
                // It is not paused, which is all that was asked for.
                return accepted("", run, log.durable());
            }
            throw new Problem(Problem.Kind.CONFLICT, "run-not-active", run);
        }
        if (state.paused() == paused) {
            return accepted(state.reply(), run, log.durable());
        }
        return accepted(
                state.reply(), run, append(paused ? new Event.RunPause(run) : new Event.RunResume(run)));
    }

    private Optional<RunState> nextVersion(
            String run, Function<RunState, Event.RunStart> start) {
        synchronized (outline) {
            var state = outline.run(run);
            if (state == null || !state.isActive()) {
                return Optional.empty();
            }
            append(start.apply(state));
            return Optional.ofNullable(outline.run(run));
        }
    }

    private long append(Event... events) {
        var last = log.append(events);
        var seq = last - events.length;
        for (var event : events) {
            outline.apply(++seq, clock.millis(), event);
            if (event instanceof Event.TitleChange change) {
                title = change.title();
            }
        }
        return last;
    }

    private Accepted accepted(String message, String run, long seq) {
        return new Accepted(id, message, run, seq);
    }

    private Header message(String message) {
        return found(outline.find(message), message);
    }

    private static Header found(@Nullable Header header, String message) {
        if (header == null) {
            throw new Problem(Problem.Kind.NOT_FOUND, "message-unknown", message);
        }
        return header;
    }

    private Header waiting(String message) {
        var header = message(message);
        if (header.state() != Header.State.WAITING) {
            throw new Problem(Problem.Kind.CONFLICT, "message-not-waiting", message);
        }
        return header;
    }

    static String checkedText(String text) {
        if (text.isBlank()) {
            throw new Problem(Problem.Kind.INVALID, "message-empty");
        }
        if (text.length() > TEXT_CHARS) {
            throw new Problem(Problem.Kind.TOO_LARGE, "message-too-long", text.length(), TEXT_CHARS);
        }
        return Text.wellFormed(text);
    }

    /** A title made of any text: its first line that says something, shortened. */
    static String titleOf(String text) {
        var line = Text.wellFormed(text).lines().filter(l -> !l.isBlank()).findFirst().orElse("").strip();
        if (line.codePointCount(0, line.length()) <= TITLE_CHARS) {
            return line;
        }
        return line.substring(0, line.offsetByCodePoints(0, TITLE_CHARS - 1)) + "…";
    }
}
