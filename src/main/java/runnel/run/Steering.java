package runnel.run;

import runnel.conversation.Accepted;
import runnel.conversation.Command;
import runnel.conversation.Conversation;
import runnel.conversation.RunState;
import runnel.event.Event;
import runnel.event.Outcome;
import runnel.event.Verdict;

/**
 * What commands do to runs: stop, pause, go on, answer. Who calls holds the conversation, so that
 * commands and runs' beginnings have one order.
 */
record Steering(Runs runs) {

    Accepted carryOut(Conversation conversation, Command command) {
        if (command instanceof Command.Answer answer) {
            return answer(conversation, answer);
        }
        var accepted = conversation.accept(command);
        switch (command) {
            case Command.Delete _ ->
                    conversation.active().ifPresent(run -> cancel(conversation, run.id()));
            case Command.Cancel cancel -> cancel(conversation, cancel.run());
            case Command.Pause pause -> runs.alive(pause.run()).ifPresent(run -> run.pause(true));
            case Command.Resume resume -> resume(conversation, resume.run());
            default -> {}
        }
        return accepted;
    }

    private void cancel(Conversation conversation, String id) {
        var run = runs.alive(id);
        run.ifPresent(Run::cancel);
        if (run.filter(alive -> alive.isOf(conversation)).isEmpty()
                && conversation.run(id).filter(RunState::isActive).isPresent()) {
            // Paused over a restart, or its store failed and it writes no more: nobody else will
            // end it.
            conversation.emit(new Event.RunEnd(id, Outcome.CANCELLED, 0, 0, 0, 0));
        }
    }

    private Accepted answer(Conversation conversation, Command.Answer answer) {
        var verdict = answer.allow() ? Verdict.ALLOWED : Verdict.DENIED;
        var run = runs.alive(answer.run()).filter(alive -> alive.isOf(conversation));
        if (run.isEmpty()) {
            return unheard(conversation, answer, verdict);
        }
        run.get().answer(answer.approval(), verdict);
        var reply = run.get().reply();
        return new Accepted(conversation.id(), reply, answer.run(), conversation.log().last());
    }

    /**
     * An answer to a run that does not work: to one that is paused over a restart, or has lost its
     * store, which finds it in the log when it goes on; or the same answer once more.
     */
    private Accepted unheard(Conversation conversation, Command.Answer answer, Verdict verdict) {
        var log = conversation.log();
        var from =
                runs.store()
                        .run(answer.run())
                        .filter(run -> run.conversation().equals(conversation.id()))
                        .orElseThrow(() -> Approvals.over(answer.approval()));
        Event.ApprovalRequest asked = null;
        for (var entry : log.range(from.seq() - 1, log.durable())) {
            if (entry.event() instanceof Event.ApprovalRequest request
                    && request.approval().equals(answer.approval())) {
                asked = request;
            } else if (entry.event() instanceof Event.ApprovalAnswer given
                    && given.approval().equals(answer.approval())) {
                if (given.verdict() != verdict) {
                    throw Approvals.over(answer.approval());
                }
                return new Accepted(conversation.id(), given.owner(), answer.run(), entry.seq());
            }
        }
        if (asked == null || !isOpen(asked, conversation, answer.run())) {
            throw Approvals.over(answer.approval());
        }
        conversation.emit(
                new Event.ApprovalAnswer(asked.message(), asked.part(), asked.approval(), verdict));
        return new Accepted(conversation.id(), asked.owner(), answer.run(), log.last());
    }

    // An answer that is not kept yet could not be seen here: there is none while the log is at
    // rest.
    private boolean isOpen(Event.ApprovalRequest asked, Conversation conversation, String id) {
        return conversation.run(id).filter(run -> run.reply().equals(asked.owner())).isPresent()
                && asked.untilMillis() > runs.clock().millis()
                && !conversation.profile().isDeleted()
                && !conversation.log().isBehind();
    }

    private void resume(Conversation conversation, String id) {
        runs.alive(id)
                .ifPresentOrElse(
                        run -> run.pause(false),
                        () -> runs.claimAgain(conversation, id, false).ifPresent(Run::start));
    }
}
