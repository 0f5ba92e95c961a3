package runnel.workflow;

import java.util.Optional;
import runnel.agent.Agent;
import runnel.agent.AgentContext;
import runnel.conversation.Message.Part.Delegation;
import runnel.llm.Model;

/** What a workflow has of agents. Used by the threads of its steps. */
public interface Delegates {
    /** The agent of that name, told what this conversation tells all; empty for none. */
    Optional<Agent> agent(String name);

    /** What was written at a step's place, by now; empty where no agent has begun there. */
    Optional<Delegation> written(int part) throws InterruptedException;

    /**
     * Where an agent works at a step's place, in a reply of its own: it goes on where an earlier
     * attempt has left it.
     *
     * @param model who speaks instead of the agent's model; empty for that one
     */
    AgentContext.Delegate delegate(int part, Agent agent, String task, Optional<Model> model)
            throws InterruptedException;
}
