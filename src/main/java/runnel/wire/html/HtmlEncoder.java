package runnel.wire.html;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;
import runnel.base.Problem;
import runnel.conversation.Attachment;
import runnel.conversation.Header;
import runnel.conversation.Message;
import runnel.conversation.Profile;
import runnel.conversation.RunState;
import runnel.conversation.Transcript;
import runnel.conversation.Turn;
import runnel.event.Event;
import runnel.http.FrameBuffer;
import runnel.log.Entry;
import runnel.wire.Encoder;

/**
 * A conversation as operations on the elements of a page.
 *
 * <p>What only adds to the page is told from the entries alone. What changes which messages are
 * visible is told by a snapshot, after which the entries that it covers are skipped.
 */
final class HtmlEncoder implements Encoder {
    private final Fragments fragments;
    private final Supplier<Transcript> snapshots;
    private final Operations out = new Operations();
    private final String conversation;
    private final Map<String, Message> waiting = new LinkedHashMap<>();
    private String leaf = Event.ROOT;
    private String active = "";
    private Profile profile = Profile.of("");
    private @Nullable Reply reply;
    private long covered;
    private @Nullable Transcript first;

    private HtmlEncoder(String conversation, Fragments fragments, Supplier<Transcript> snapshots) {
        this.conversation = conversation;
        this.fragments = fragments;
        this.snapshots = snapshots;
    }

    /** For a reader who has everything up to that moment. */
    static HtmlEncoder from(Moment moment, Fragments fragments, Supplier<Transcript> snapshots) {
        var encoder = new HtmlEncoder(moment.conversation(), fragments, snapshots);
        encoder.take(moment);
        return encoder;
    }

    /** For a reader of whom it is not known what they have: shows everything first. */
    static HtmlEncoder anew(Transcript now, Fragments fragments, Supplier<Transcript> snapshots) {
        var encoder = new HtmlEncoder(now.conversation(), fragments, snapshots);
        encoder.first = now;
        return encoder;
    }

    @Override
    public void open(long seq, FrameBuffer frames) {
        if (first != null) {
            show(first, out.begin(first.seq(), frames).reset());
            first = null;
        }
    }

    @Override
    public void entry(Entry entry, FrameBuffer frames) {
        if (entry.seq() <= covered) {
            return;
        }
        var event = entry.event();
        if (event instanceof Event.VersionSelect
                || event instanceof Event.RunStart start && isBranch(start)) {
            var now = snapshots.get();
            show(now, out.begin(now.seq(), frames));
            return;
        }
        out.begin(entry.seq(), frames);
        apply(entry, event);
        out.end();
    }

    // What is gone for good the page learns when it comes again.
    @Override
    public void lost(Problem problem, long seq, FrameBuffer frames) {
        if (problem.kind() != Problem.Kind.NOT_FOUND) {
            frames.id(seq).event("trouble").data(fragments.trouble(problem)).end();
        }
    }

    /**
     * What a snapshot covers. Deltas around its moment must not come joined: only those behind it
     * are news.
     */
    @Override
    public long covered() {
        return covered;
    }

    private void apply(Entry entry, Event happened) {
        switch (happened) {
            case Event.Arrangement change -> arrange(change);
            case Event.MessageSend send -> send(entry, send);
            case Event.MessageEdit edit -> {
                if (waiting.containsKey(edit.message())) {
                    var old = waiting.get(edit.message());
                    var message = person(old.header(), edit.text(), old.files());
                    waiting.put(message.id(), message);
                    queue();
                }
            }
            case Event.FileAttach file -> attach(file);
            case Event.MessageMove _ -> move();
            case Event.MessageRemove remove -> {
                waiting.remove(remove.message());
                queue();
            }
            case Event.RunStart start -> start(entry, start);
            case Event.OfReply event when reply != null && event.isWithin(reply.id()) ->
                    reply.apply(event, out);
            case Event.OfReply _ -> {}
            case Event.RunPause pause -> control(pause.run(), true);
            case Event.RunResume resume -> control(resume.run(), false);
            case Event.RunProblem problem -> {
                if (reply != null && problem.run().equals(reply.run())) {
                    reply.trouble(problem, entry.timeMillis());
                }
            }
            case Event.RunEnd end -> {
                if (reply != null && end.run().equals(reply.run())) {
                    reply.end(end, entry.seq(), entry.timeMillis(), out);
                    reply = null;
                }
                // Else it is one that waited, beside the one that goes on.
                if (active.isEmpty() || active.equals(end.run())) {
                    control("", false);
                }
            }
            case Event.SummaryAdd summary ->
                    out.append(
                            summary.message(),
                            fragments.summary(summary.message(), summary.text()));
            case Event.FeedbackChange(var message, var feedback) ->
                    out.replace(Ids.feedback(message), fragments.feedback(message, feedback));
            case Event.ConversationStart _, Event.ReplyRequest _, Event.VersionSelect _ -> {}
        }
    }

    private void take(Moment moment) {
        leaf = moment.leaf();
        active = moment.active();
        profile = moment.profile();
        waiting.clear();
        moment.waiting().forEach(message -> waiting.put(message.id(), message));
        reply = moment.writing().map(message -> new Reply(message, fragments)).orElse(null);
    }

    /**
     * Whether a run that starts shows something else than the waiting message that is next, below
     * all others.
     */
    private boolean isBranch(Event.RunStart start) {
        if (reply != null && reply.id().equals(start.reply())) {
            return false;
        }
        var asked = waiting.get(start.message());
        return asked == null || !asked.header().parent().isEmpty() || !start.parent().equals(leaf);
    }

    private void show(Transcript now, Operations out) {
        take(Moment.of(now));
        covered = now.seq();
        var anchor = now.messages().isEmpty() ? "" : now.messages().getFirst().id();
        out.sync(Ids.MESSAGES, fragments.messages(now), anchor);
        out.sync(Ids.WAITING, fragments.waiting(now.waiting()), "");
        control(active, now.active().filter(RunState::paused).isPresent());
        title(now.title());
        out.replace(Ids.STATE, fragments.state(profile));
        out.replace(Ids.ARRANGE, fragments.arrange(profile));
        out.replace(Ids.SETTINGS, fragments.settings(profile));
        out.replace(Ids.AGENT, fragments.agent(profile));
        out.replace(Ids.MODEL, fragments.model(profile));
        out.end();
    }

    private void control(String run, boolean paused) {
        active = run;
        out.replace(
                Ids.CONTROLS, run.isEmpty() ? fragments.idle() : fragments.controls(run, paused));
    }

    private void arrange(Event.Arrangement change) {
        profile = profile.with(change);
        switch (change) {
            case Event.TitleChange(var title) -> title(title);
            case Event.FolderChange _,
                    Event.PinChange _,
                    Event.ArchiveChange _,
                    Event.ShareChange _ ->
                    out.replace(Ids.ARRANGE, fragments.arrange(profile));
            case Event.AgentChoice _ -> out.replace(Ids.AGENT, fragments.agent(profile));
            case Event.ModelChoice _ -> out.replace(Ids.MODEL, fragments.model(profile));
            case Event.InstructionChange _ ->
                    out.replace(Ids.SETTINGS, fragments.settings(profile));
            case Event.ConversationDelete _, Event.ConversationRestore _ -> {
                out.replace(Ids.STATE, fragments.state(profile));
                out.replace(Ids.ARRANGE, fragments.arrange(profile));
            }
        }
    }

    // The order is told as of now: who came back knows a later one than that of this entry, in
    // which the move would mean something else.
    private void move() {
        waiting.clear();
        snapshots.get().waiting().forEach(message -> waiting.put(message.id(), message));
        queue();
    }

    // All of them: what can be done with one depends on its neighbours. What is equal stays.
    private void queue() {
        out.sync(Ids.WAITING, fragments.waiting(List.copyOf(waiting.values())), "");
    }

    private void title(String title) {
        var name = fragments.title(title);
        out.text(Ids.TITLE, name);
        out.text(Ids.WINDOW_TITLE, fragments.windowTitle(title));
        out.text(Ids.listed(conversation), name);
    }

    private void send(Entry entry, Event.MessageSend send) {
        var header = Header.sent(send, entry.seq(), entry.timeMillis());
        var message = person(header, send.text(), List.of());
        waiting.put(message.id(), message);
        queue();
    }

    private void start(Entry entry, Event.RunStart start) {
        var asked = waiting.remove(start.message());
        if (asked == null) {
            // The next attempt at the same reply: it goes on in place.
            control(start.run(), false);
            if (reply != null && reply.id().equals(start.reply())) {
                reply.goesOn(out);
            }
            return;
        }
        var old = asked.header();
        var sent =
                person(
                        new Header(
                                old.id(),
                                start.parent(),
                                old.author(),
                                old.run(),
                                Header.State.SENT,
                                old.rank(),
                                old.firstSeq(),
                                old.lastSeq(),
                                old.timeMillis()),
                        asked.text(),
                        asked.files());
        var writing =
                new Message(
                        new Header(
                                start.reply(),
                                sent.id(),
                                Header.Author.AGENT,
                                start.run(),
                                Header.State.WRITING,
                                entry.seq(),
                                entry.seq(),
                                entry.seq(),
                                entry.timeMillis()),
                        List.of(),
                        List.of(start.reply()),
                        Turn.of(start.model(), start.attempt()));
        leaf = start.reply();
        reply = new Reply(writing, fragments);
        queue();
        out.append(Ids.MESSAGES, fragments.message(sent) + fragments.message(writing));
        control(start.run(), false);
        out.text(Ids.ANNOUNCEMENT, fragments.announcement(Header.State.WRITING));
    }

    // A snapshot may have shown it already.
    private void attach(Event.FileAttach file) {
        var message = waiting.get(file.message());
        if (message == null || message.files().size() > file.place()) {
            return;
        }
        var files = new ArrayList<>(message.files());
        files.add(new Attachment(file.file(), file.name(), file.media(), file.bytes()));
        waiting.put(message.id(), person(message.header(), message.text(), files));
        queue();
    }

    private static Message person(Header header, String text, List<Attachment> files) {
        return new Message(
                header,
                List.of(new Message.Part.Text(0, text, true)),
                List.of(header.id()),
                Turn.NONE,
                files);
    }
}
