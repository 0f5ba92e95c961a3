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
        if (run.isPresent()) {
            run.get().cancel();
        } else if (conversation.run(id).filter(RunState::isActive).isPresent()) {
            // Paused over a restart: nobody else will end it.
            conversation.emit(new Event.RunEnd(id, Outcome.CANCELLED, 0, 0, 0, 0));
        }
    }

    private Accepted answer(Conversation conversation, Command.Answer answer) {
        var run = runs.alive(answer.run()).orElseThrow(() -> Approvals.over(answer.approval()));
        run.answer(answer.approval(), answer.allow() ? Verdict.ALLOWED : Verdict.DENIED);
        return new Accepted(conversation.id(), run.reply(), run.id(), conversation.log().last());
    }

    private void resume(Conversation conversation, String id) {
        runs.alive(id)
                .ifPresentOrElse(
                        run -> run.pause(false),
                        () -> runs.claimAgain(conversation, id, false).ifPresent(Run::start));
    }
}
