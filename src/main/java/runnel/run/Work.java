package runnel.run;

import runnel.agent.AgentLoop;
import runnel.llm.Finish;
import runnel.llm.Usage;
import runnel.workflow.WorkflowLoop;

/** What a run does: an agent's loop or a workflow's. */
interface Work {
    /** What has not begun. */
    Work NONE =
            new Work() {
                @Override
                public AgentLoop.Result run() {
                    throw new IllegalStateException("nothing to do");
                }

                @Override
                public void close() {}

                @Override
                public Usage usage() {
                    return Usage.NONE;
                }
            };

    AgentLoop.Result run() throws InterruptedException;

    /** Closes what is open of the reply after a stop or a failure. */
    void close() throws InterruptedException;

    /** What it has cost so far. */
    Usage usage();

    static Work of(AgentLoop loop) {
        return new Work() {
            @Override
            public AgentLoop.Result run() throws InterruptedException {
                return loop.run();
            }

            @Override
            public void close() throws InterruptedException {
                loop.close();
            }

            @Override
            public Usage usage() {
                return loop.usage();
            }
        };
    }

    static Work of(WorkflowLoop loop) {
        return new Work() {
            @Override
            public AgentLoop.Result run() throws InterruptedException {
                loop.run();
                return new AgentLoop.Result(Finish.STOP, loop.usage(), "");
            }

            @Override
            public void close() throws InterruptedException {
                loop.close();
            }

            @Override
            public Usage usage() {
                return loop.usage();
            }
        };
    }
}
