package runnel.conversation;

import java.util.ArrayList;
import org.jspecify.annotations.Nullable;
import runnel.base.Id;
import runnel.base.Problem;
import runnel.event.Event;
import runnel.event.Outcome;

/**
 * The mailbox of one conversation: checks a command against the outline and appends what it means.
 *
 * <p>What waits in it is itself in the log, so an accepted command survives a crash and every
 * viewer sees it. Not thread-safe; its conversation guards it.
 */
final class Mailbox {
    private final Conversation conversation;
    private final Outline outline;

    Mailbox(Conversation conversation, Outline outline) {
        this.conversation = conversation;
        this.outline = outline;
    }

    Accepted accept(Command command) {
        if (conversation.profile().isDeleted()
                && !(command instanceof Command.Delete
                        || command instanceof Command.Restore
                        || command instanceof Command.Cancel)) {
            throw new Problem(Problem.Kind.CONFLICT, "conversation-deleted", conversation.id());
        }
        return switch (command) {
            case Command.Send send -> send(send);
            case Command.Edit edit -> edit(edit);
            case Command.Remove remove -> remove(remove);
            case Command.Regenerate regenerate -> regenerate(regenerate);
            case Command.Select select -> {
                var header = message(select.message());
                yield accepted(header, conversation.append(new Event.VersionSelect(header.id())));
            }
            case Command.Move move -> move(move);
            case Command.Rate rate -> rate(rate);
            case Command.Rename _,
                    Command.PutAway _,
                    Command.Pin _,
                    Command.Archive _,
                    Command.UseModel _,
                    Command.UseAgent _,
                    Command.Share _,
                    Command.Instruct _ ->
                    arrange(Arranging.of(command));
            case Command.Delete delete -> delete(delete.undoMillis());
            case Command.Restore _ -> arrange(new Event.ConversationRestore());
            case Command.Cancel cancel -> cancel(cancel.run());
            case Command.Pause pause -> pause(pause.run(), true);
            case Command.Resume resume -> pause(resume.run(), false);
            // Only a run that is alive waits for an answer.
            case Command.Answer answer ->
                    throw new Problem(Problem.Kind.CONFLICT, "approval-over", answer.approval());
        };
    }

    private Accepted send(Command.Send send) {
        var text = MessageText.checked(send);
        var parent = "";
        if (!send.edits().isEmpty()) {
            parent = message(send.edits()).parent();
        }
        if (outline.queued().size() >= Conversation.WAITING_MESSAGES) {
            throw new Problem(Problem.Kind.TOO_MANY, "mailbox-full", Conversation.WAITING_MESSAGES);
        }
        var event =
                new Event.MessageSend(
                        Id.message(),
                        parent,
                        conversation.owner(),
                        text,
                        Id.run(),
                        send.agent(),
                        send.model(),
                        send.key());
        var events = new ArrayList<Event>();
        if (conversation.title().isEmpty()) {
            events.add(new Event.TitleChange(MessageText.title(send)));
        }
        events.add(event);
        for (var file : send.files()) {
            events.add(
                    new Event.FileAttach(
                            event.message(),
                            send.files().indexOf(file),
                            file.file(),
                            file.name(),
                            file.type(),
                            file.bytes()));
        }
        var last = conversation.append(events.toArray(Event[]::new));
        // The place of the message itself: its run's readers begin there.
        return accepted(event.message(), event.run(), last - send.files().size());
    }

    private Accepted edit(Command.Edit edit) {
        var header = waiting(edit.message());
        var seq =
                conversation.append(
                        new Event.MessageEdit(header.id(), MessageText.checked(edit.text())));
        return accepted(header, seq);
    }

    private Accepted move(Command.Move move) {
        var header = waiting(move.message());
        var order = conversation.waiting().stream().map(Header::id).toList();
        // What has begun meanwhile comes before everything that waits: so does what was to come
        // before it.
        var before =
                move.before().isEmpty() || order.contains(message(move.before()).id())
                        ? move.before()
                        : order.getFirst();
        var at = order.indexOf(header.id());
        var next = at + 1 < order.size() ? order.get(at + 1) : "";
        if (before.equals(next) || before.equals(header.id())) {
            return accepted(header, conversation.log().durable());
        }
        return accepted(header, conversation.append(new Event.MessageMove(header.id(), before)));
    }

    private Accepted rate(Command.Rate rate) {
        var header = message(rate.message());
        if (header.author() != Header.Author.AGENT || header.state() == Header.State.WRITING) {
            throw new Problem(Problem.Kind.CONFLICT, "feedback-to-what", header.id());
        }
        return accepted(
                header,
                conversation.append(new Event.FeedbackChange(header.id(), rate.feedback())));
    }

    /** What is so already is not said again. */
    private Accepted arrange(Event.Arrangement change) {
        var profile = conversation.profile();
        return accepted(
                "",
                "",
                profile.with(change).equals(profile)
                        ? conversation.log().durable()
                        : conversation.append(change));
    }

    // What waits goes at once; what is being written is stopped by the owner of its run.
    private Accepted delete(long undoMillis) {
        if (conversation.profile().isDeleted()) {
            return accepted("", "", conversation.log().durable());
        }
        outline.queued().forEach(run -> cancel(run.id()));
        return accepted(
                "",
                "",
                conversation.append(
                        new Event.ConversationDelete(conversation.millis() + undoMillis)));
    }

    private Accepted remove(Command.Remove remove) {
        var header = message(remove.message());
        if (header.state() == Header.State.REMOVED) {
            return accepted(header, conversation.log().durable());
        }
        return withdraw(waiting(remove.message()));
    }

    private Accepted withdraw(Header waiting) {
        var seq =
                conversation.append(
                        new Event.RunEnd(waiting.run(), Outcome.CANCELLED, 0, 0, 0, 0),
                        new Event.MessageRemove(waiting.id()));
        return accepted(waiting, seq);
    }

    // Asked again while an answer is on its way, that one is meant.
    private Accepted regenerate(Command.Regenerate regenerate) {
        var header = message(regenerate.message());
        var asked = header.author() == Header.Author.AGENT ? message(header.parent()) : header;
        if (asked.state() != Header.State.SENT) {
            throw new Problem(Problem.Kind.CONFLICT, "message-waiting", asked.id());
        }
        var unfinished =
                outline.unfinished().stream()
                        .filter(run -> run.message().equals(asked.id()))
                        .findFirst();
        if (unfinished.isPresent()) {
            return accepted(asked.id(), unfinished.get().id(), conversation.log().durable());
        }
        var event = new Event.ReplyRequest(Id.run(), asked.id(), "", regenerate.model());
        return accepted(asked.id(), event.run(), conversation.append(event));
    }

    // A run that is active is stopped by its owner, who then says so; what has ended stays ended.
    private Accepted cancel(String run) {
        var state = outline.run(run);
        if (state == null || state.isActive()) {
            return accepted("", run, conversation.log().durable());
        }
        var header = message(state.message());
        if (header.state() == Header.State.WAITING) {
            return withdraw(header);
        }
        return accepted(
                header.id(),
                run,
                conversation.append(new Event.RunEnd(run, Outcome.CANCELLED, 0, 0, 0, 0)));
    }

    private Accepted pause(String run, boolean paused) {
        var state = outline.run(run);
        if (state == null || !state.isActive()) {
            if (!paused) {
                // It is not paused, which is all that was asked for.
                return accepted("", run, conversation.log().durable());
            }
            throw new Problem(Problem.Kind.CONFLICT, "run-not-active", run);
        }
        if (state.paused() == paused) {
            return accepted(state.reply(), run, conversation.log().durable());
        }
        return accepted(
                state.reply(),
                run,
                conversation.append(paused ? new Event.RunPause(run) : new Event.RunResume(run)));
    }

    private Accepted accepted(Header header, long seq) {
        return accepted(header.id(), header.run(), seq);
    }

    private Accepted accepted(String message, String run, long seq) {
        return new Accepted(conversation.id(), message, run, seq);
    }

    private Header message(String message) {
        return found(outline.find(message), message);
    }

    static Header found(@Nullable Header header, String message) {
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
}
