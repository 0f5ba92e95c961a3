package runnel.testkit;

import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Predicate;
import java.util.function.UnaryOperator;
import runnel.agent.Agent;
import runnel.agent.Agents;
import runnel.base.Clock;
import runnel.conversation.Accepted;
import runnel.conversation.Command;
import runnel.conversation.Conversations;
import runnel.event.Event;
import runnel.event.Outcome;
import runnel.llm.Models;
import runnel.llm.Usage;
import runnel.log.Entry;
import runnel.log.Journal;
import runnel.log.LogStore;
import runnel.run.Runs;
import runnel.store.sql.Database;
import runnel.store.sql.SqlConversationStore;
import runnel.store.sql.SqlLogStore;
import runnel.workflow.Workflow;

/**
 * The core without HTTP: store, journal, conversations, runs, over one data directory and one
 * scripted model.
 */
public final class Core implements AutoCloseable {
    public static final String OWNER = "ann";
    private static final Duration PATIENCE = Duration.ofSeconds(20);

    public final Database database;
    public final Conversations conversations;
    public final Runs runs;
    public final SqlConversationStore store;
    private final SqlLogStore sql;
    private final Journal journal;

    public Core(Path directory, ScriptedModel model) {
        this(directory, model, store -> store);
    }

    /** With an agent that has tools. */
    public Core(Path directory, ScriptedModel model, Agent agent) {
        this(directory, model, Agents.of(agent), Clock.system(), store -> store, List.of());
    }

    /** With several agents. */
    public Core(Path directory, ScriptedModel model, Agents agents) {
        this(directory, model, agents, Clock.system(), store -> store, List.of());
    }

    /** With an agent that has tools, at another time. */
    public Core(Path directory, ScriptedModel model, Agent agent, Clock clock) {
        this(directory, model, Agents.of(agent), clock, store -> store, List.of());
    }

    /**
     * @param wrap lets a test stand between the journal and the store
     */
    public Core(Path directory, ScriptedModel model, UnaryOperator<LogStore> wrap) {
        this(
                directory,
                model,
                Agents.of(new Agent("assistant", "")),
                Clock.system(),
                wrap,
                List.of());
    }

    /**
     * With an agent that has tools.
     *
     * @param wrap lets a test stand between the journal and the store
     */
    public Core(Path directory, ScriptedModel model, Agent agent, UnaryOperator<LogStore> wrap) {
        this(directory, model, Agents.of(agent), Clock.system(), wrap, List.of());
    }

    private Core(
            Path directory,
            ScriptedModel model,
            Agents agents,
            Clock clock,
            UnaryOperator<LogStore> wrap,
            List<Workflow> workflows) {
        database = Database.sqlite(directory, false);
        sql = new SqlLogStore(database);
        var logs = wrap.apply(sql);
        store = new SqlConversationStore(database);
        journal = Journal.open(logs, clock, Journal.Meter.NONE);
        conversations = new Conversations(store, logs, journal, clock);
        var models = new Models(List.of(model), "scripted/scripted");
        runs = new Runs(conversations, models, agents, clock, Runs.Limits.DEFAULT, new Silent());
        workflows.forEach(runs::offer);
        runs.recover();
    }

    /** With workflows that messages may ask for. */
    public Core(Path directory, ScriptedModel model, Workflow... workflows) {
        this(
                directory,
                model,
                Agents.of(new Agent("assistant", "")),
                Clock.system(),
                store -> store,
                List.of(workflows));
    }

    public Accepted send(String conversation, String text) throws InterruptedException {
        return runs.send(OWNER, conversation, Command.Send.of(text));
    }

    /**
     * Follows a conversation from the given place until an event fits; everything seen on the way,
     * that one included.
     */
    public List<Entry> follow(String conversation, long after, Predicate<Event> until)
            throws InterruptedException {
        var seen = new ArrayList<Entry>();
        var deadline = System.nanoTime() + PATIENCE.toNanos();
        try (var open = conversations.open(conversation, OWNER);
                var cursor = open.cursor(after)) {
            var guard =
                    Thread.ofVirtual()
                            .start(() -> {
                                try {
                                    Thread.sleep(PATIENCE);
                                    cursor.end();
                                } catch (InterruptedException e) {
                                    // Over in time.
                                }
                            });
            while (!cursor.isEnded()) {
                for (var entry : cursor.next()) {
                    seen.add(entry);
                    if (until.test(entry.event())) {
                        guard.interrupt();
                        return seen;
                    }
                }
            }
        }
        throw new AssertionError(
                "not seen in time (" + (System.nanoTime() - deadline) + " ns late): " + seen);
    }

    public List<Entry> untilEnd(Accepted accepted) throws InterruptedException {
        return follow(
                accepted.conversation(),
                0,
                event -> event instanceof Event.RunEnd end && end.run().equals(accepted.run()));
    }

    /** All text of the answer, as a reader of these entries sees it. */
    public static String text(List<Entry> entries) {
        var text = new StringBuilder();
        for (var entry : entries) {
            if (entry.event() instanceof Event.TextDelta delta) {
                text.append(delta.text());
            }
        }
        return text.toString();
    }

    @Override
    public void close() throws InterruptedException {
        runs.close();
        journal.close();
        sql.close();
        database.close();
    }

    private static final class Silent implements Runs.Meter {
        @Override
        public void started() {}

        @Override
        public void firstToken(long nanos) {}

        @Override
        public void token() {}

        @Override
        public void ended(Outcome outcome, Usage usage) {}
    }
}
