package runnel.run;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.List;
import runnel.agent.Agent;
import runnel.agent.AgentContext;
import runnel.agent.Happening;
import runnel.conversation.Message;
import runnel.event.Event;
import runnel.llm.Model;
import runnel.llm.Prompt;
import runnel.tool.Tool;

/** What an agent sees of its run and of the conversation that it belongs to. */
record AgentDesk(
        Run run, Agent agent, Model model, History earlierTurns, Earlier earlier, Bench bench)
        implements AgentContext {

    @Override
    public List<Prompt.Turn> history() {
        return earlierTurns.turns();
    }

    @Override
    public String reply() {
        return run.reply();
    }

    @Override
    public List<Message.Part> shown() {
        return earlier.parts();
    }

    @Override
    public List<Message.Step> steps() {
        return earlier.steps();
    }

    @Override
    public void emit(Event event) throws InterruptedException {
        run.emit(event);
    }

    @Override
    public void awaitKept() throws InterruptedException {
        run.awaitKept();
    }

    @Override
    public void branch() {
        run.branch();
    }

    @Override
    public long millis() {
        return run.millis();
    }

    @Override
    public void start(int part, String call, Tool tool, JsonNode arguments) {
        var caller = run.caller(call);
        bench.start(part, () -> tool.call(arguments, caller));
    }

    @Override
    public void abandon(int part) {
        bench.abandon(part);
    }

    @Override
    public void open(Event.ApprovalRequest request) {
        run.approvals().open(request);
    }

    @Override
    public boolean withdraw(String approval) {
        return run.approvals().withdraw(approval);
    }

    @Override
    public Happening await(long untilMillis) throws InterruptedException {
        return bench.await(untilMillis);
    }
}
