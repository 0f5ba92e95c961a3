package runnel.conversation;

import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Comparator;
import java.util.Deque;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import runnel.event.Event;

/**
 * The shape of a conversation: which messages there are, what follows what, what waits, what runs.
 * A fold of events.
 *
 * <p>It holds no content, so even a very long conversation is small. Not thread-safe; its
 * conversation guards it.
 */
final class Outline {
    /**
     * Runs that are known after their end: more than can end before the journal has kept one end.
     */
    private static final int ENDED_RUNS = 16;

    private final Map<String, Header> messages = new LinkedHashMap<>();
    private final Map<String, List<String>> children = new LinkedHashMap<>();

    /** Runs that have not ended, in the order in which they were asked for. */
    private final LinkedHashMap<String, RunState> runs = new LinkedHashMap<>();

    /**
     * The visible path as it was last asked for, kept up while the conversation grows at its end.
     */
    private @Nullable List<Header> path;

    /** Runs that ended lately, as they were before, last one first. */
    private final Deque<RunState> ended = new ArrayDeque<>();

    static Outline of(Collection<Header> headers, Collection<RunState> unfinished) {
        var outline = new Outline();
        headers.forEach(outline::put);
        unfinished.forEach(run -> outline.runs.put(run.id(), run));
        return outline;
    }

    /** Takes one event into account. */
    void apply(long seq, long timeMillis, Event event) {
        switch (event) {
            case Event.MessageSend send -> send(seq, timeMillis, send);
            case Event.MessageRemove remove -> remove(remove.message());
            case Event.ReplyRequest request ->
                    runs.put(
                            request.run(),
                            RunState.queued(
                                    request.run(),
                                    request.message(),
                                    request.agent(),
                                    request.model()));
            case Event.VersionSelect select -> put(message(select.message()).chosen(seq));
            case Event.RunStart start -> start(seq, timeMillis, start);
            case Event.RunPause pause ->
                    runs.computeIfPresent(pause.run(), (id, run) -> run.paused(true));
            case Event.RunResume resume ->
                    runs.computeIfPresent(resume.run(), (id, run) -> run.paused(false));
            case Event.RunEnd end -> end(seq, end);
            case Event.MessageMove move -> move(move.message(), move.before());
            case Event.ConversationStart _,
                    Event.Arrangement _,
                    Event.MessageEdit _,
                    Event.FileAttach _,
                    Event.SummaryAdd _,
                    Event.FeedbackChange _ -> {}
            case Event.OfReply _, Event.RunProblem _ -> {}
        }
    }

    @Nullable Header find(String id) {
        return messages.get(id);
    }

    @Nullable RunState run(String id) {
        return runs.get(id);
    }

    /** The runs that have not ended, in the order in which they were asked for. */
    List<RunState> unfinished() {
        return List.copyOf(runs.values());
    }

    /** The run that has begun and not ended, if any. */
    Optional<RunState> active() {
        return runs.values().stream().filter(RunState::isActive).findFirst();
    }

    /**
     * The run that had begun and not ended when the log had come to {@code seq}, which is not long
     * ago; the one that has begun since where none had.
     */
    Optional<RunState> activeAt(long seq) {
        return ended.stream()
                .filter(run -> isWritten(message(run.reply()), seq))
                .findFirst()
                .or(this::active);
    }

    /** Runs that wait for their turn, first come first. */
    List<RunState> queued() {
        return runs.values().stream().filter(run -> run.attempt() == 0).toList();
    }

    /** The last message of the visible path; {@code root} in an empty conversation. */
    String leaf() {
        var path = known();
        return path.isEmpty() ? Event.ROOT : path.getLast().id();
    }

    /** The messages that are visible: from the first one along the chosen versions. */
    List<Header> path() {
        return List.copyOf(known());
    }

    /** The messages from the first one to the given one. */
    List<Header> pathTo(String id) {
        var path = new ArrayList<Header>();
        for (var next = messages.get(id); next != null; next = messages.get(next.parent())) {
            path.add(next);
        }
        return path.reversed();
    }

    /** All versions of a message, oldest first, itself included. */
    List<String> versions(Header header) {
        return List.copyOf(children.getOrDefault(header.parent(), List.of(header.id())));
    }

    private static boolean isWritten(Header reply, long seq) {
        return reply.firstSeq() <= seq && reply.lastSeq() > seq;
    }

    private List<Header> known() {
        var known = path;
        if (known == null) {
            known = new ArrayList<>();
            for (var next = visibleChild(Event.ROOT);
                    next != null;
                    next = visibleChild(next.id())) {
                known.add(next);
            }
            path = known;
        }
        return known;
    }

    private @Nullable Header visibleChild(String parent) {
        return children.getOrDefault(parent, List.of()).stream()
                .map(this::message)
                .max(Comparator.comparingLong(Header::rank))
                .orElse(null);
    }

    private Header message(String id) {
        var header = messages.get(id);
        if (header == null) {
            throw new IllegalStateException("event names unknown message " + id);
        }
        return header;
    }

    private void put(Header header) {
        var before = messages.put(header.id(), header);
        if (header.state() == Header.State.WAITING || header.state() == Header.State.REMOVED) {
            path = before == null || before.state() == Header.State.WAITING ? path : null;
            return;
        }
        var siblings = children.computeIfAbsent(header.parent(), parent -> new ArrayList<>(1));
        var isNew = !siblings.contains(header.id());
        if (isNew) {
            siblings.add(header.id());
        }
        if (path != null && !follows(path, header, isNew && siblings.size() == 1, before)) {
            path = null;
        }
    }

    /** Takes over into a path what most events change: its last message, or one more after that. */
    private static boolean follows(
            List<Header> path, Header header, boolean first, @Nullable Header before) {
        var last = path.isEmpty() ? Event.ROOT : path.getLast().id();
        if (first && header.parent().equals(last)) {
            path.add(header);
            return true;
        }
        if (before != null && last.equals(header.id()) && before.rank() == header.rank()) {
            path.set(path.size() - 1, header);
            return true;
        }
        return false;
    }

    private void send(long seq, long timeMillis, Event.MessageSend send) {
        put(Header.sent(send, seq, timeMillis));
        runs.put(
                send.run(),
                RunState.queued(send.run(), send.message(), send.agent(), send.model()));
    }

    private void remove(String id) {
        var header = message(id).with(Header.State.REMOVED);
        put(header);
        runs.remove(header.run());
    }

    // Runs that are not among the waiting ones keep their places.
    private void move(String id, String before) {
        var moved = message(id).run();
        var successor = messages.containsKey(before) ? message(before).run() : "";
        var order = new ArrayList<>(runs.keySet());
        if (!order.remove(moved)) {
            return;
        }
        var place = order.indexOf(successor);
        order.add(place < 0 ? order.size() : place, moved);
        order.forEach(run -> runs.putLast(run, Objects.requireNonNull(runs.get(run))));
    }

    private void start(long seq, long timeMillis, Event.RunStart start) {
        var asked = message(start.message());
        if (asked.state() == Header.State.WAITING) {
            put(asked.following(start.parent()));
        }
        var run =
                runs.getOrDefault(
                        start.run(),
                        RunState.queued(
                                start.run(), start.message(), start.agent(), start.model()));
        if (!run.reply().isEmpty() && !run.reply().equals(start.reply())) {
            put(message(run.reply()).with(Header.State.INTERRUPTED, seq));
        }
        runs.put(
                start.run(),
                run.started(start.reply(), start.agent(), start.model(), start.attempt()));
        if (!messages.containsKey(start.reply())) {
            put(
                    new Header(
                            start.reply(),
                            start.message(),
                            Header.Author.AGENT,
                            start.run(),
                            Header.State.WRITING,
                            seq,
                            seq,
                            seq,
                            timeMillis));
        }
    }

    private void end(long seq, Event.RunEnd end) {
        var run = runs.remove(end.run());
        if (run != null && !run.reply().isEmpty()) {
            ended.addFirst(run);
            if (ended.size() > ENDED_RUNS) {
                ended.removeLast();
            }
            put(message(run.reply()).with(Header.State.valueOf(end.outcome().name()), seq));
        }
    }
}
