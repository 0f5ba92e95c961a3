package runnel.log;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.lang.ref.WeakReference;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicLong;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import runnel.agent.Agent;
import runnel.base.Clock;
import runnel.base.Problem;
import runnel.conversation.Command;
import runnel.conversation.Header;
import runnel.conversation.Message;
import runnel.conversation.Transcript;
import runnel.event.Event;
import runnel.store.sql.Database;
import runnel.store.sql.SqlLogStore;
import runnel.testkit.Await;
import runnel.testkit.Core;
import runnel.testkit.GatedStore;
import runnel.testkit.Hand;
import runnel.testkit.ScriptedModel;
import runnel.tool.ToolCall;
import runnel.tool.ToolOutput;
import runnel.tool.Toolbox;

/**
 * A store that cannot write, as with a full disk: nothing acknowledged is lost, nothing
 * unacknowledged is shown.
 */
class JournalFailureTest {
    private final AtomicBoolean full = new AtomicBoolean();

    @TempDir Path directory;

    @BeforeEach
    void room() {
        full.set(false);
    }

    @Test
    void aMessageIsRefusedAndTheNextOneIsAcceptedWhenThereIsRoomAgain() throws Exception {
        var model = ScriptedModel.of(ScriptedModel.says(text -> List.of("re: ", text), 0));
        try (var core = new Core(directory, model, this::failing)) {
            core.untilEnd(core.send("c1", "one"));
            full.set(true);
            assertThatThrownBy(() -> core.send("c1", "two"))
                    .isInstanceOfSatisfying(
                            Problem.class, p -> assertThat(p.code()).isEqualTo("storage-full"));
            assertThatThrownBy(() -> core.runs.command(Core.OWNER, "c1", new Command.Rename("x")))
                    .isInstanceOf(Problem.class);
            full.set(false);
            core.untilEnd(core.send("c1", "three"));
            try (var conversation = core.conversations.open("c1")) {
                assertThat(Transcript.latest(conversation, core.store, 9).messages())
                        .extracting(Message::text)
                        .containsExactly("one", "re: one", "three", "re: three");
            }
        }
    }

    @Test
    void aRunThatLosesItsStoreIsTakenUpWithEveryShownWord() throws Exception {
        var model =
                ScriptedModel.of(
                        ScriptedModel.says(text -> List.of("a ", "b ", "c ", "d ", "e ", "f"), 100),
                        ScriptedModel.says(text -> List.of("a ", "b ", "c ", "d ", "e ", "f"), 0));
        try (var core = new Core(directory, model, this::failing)) {
            var accepted = core.send("c1", "go");
            var shown = Core.text(core.follow("c1", 0, event -> event instanceof Event.TextDelta));
            full.set(true);
            assertThatThrownBy(() -> core.untilEnd(accepted)).isInstanceOf(Problem.class);
            full.set(false);
            core.runs.recover();
            var whole = Core.text(core.untilEnd(accepted));
            assertThat(whole).isEqualTo("a b c d e f").startsWith(shown);
            assertThat(core.store.unfinished()).isEmpty();
        }
    }

    @Test
    void aStopReachesARunThatHasNotNoticedThatItsStoreFailed() throws Exception {
        var model =
                ScriptedModel.of((prompt, sink) -> {
                    sink.text("one ");
                    Thread.sleep(60_000);
                    return ScriptedModel.done();
                });
        try (var core = new Core(directory, model, this::failing)) {
            var accepted = core.send("c1", "go");
            core.follow("c1", 0, event -> event instanceof Event.TextDelta);
            full.set(true);
            assertThatThrownBy(() -> core.runs.command(Core.OWNER, "c1", new Command.Rename("x")))
                    .isInstanceOf(Problem.class);
            full.set(false);
            core.runs.command(Core.OWNER, "c1", new Command.Cancel(accepted.run()));
            Await.until("the run is gone", () -> core.runs.count() == 0);
            core.runs.recover();
            assertThat(core.store.unfinished()).isEmpty();
            assertThat(model.prompts()).hasSize(1);
            try (var conversation = core.conversations.open("c1")) {
                var messages = Transcript.latest(conversation, core.store, 9).messages();
                assertThat(messages.getLast().header().state()).isEqualTo(Header.State.CANCELLED);
                assertThat(messages.getLast().text()).isEqualTo("one ");
            }
        }
    }

    @Test
    void anAnswerReachesARunThatHasNotNoticedThatItsStoreFailed() throws Exception {
        var done = new Hand("done", true, 20_000, arguments -> ToolOutput.of("once"));
        var agent = new Agent("assistant", "", new Toolbox(List.of(done), Map.of()), Agent.ROUNDS);
        var model =
                ScriptedModel.of(
                        ScriptedModel.calls("", new ToolCall("1", "done", "{}")),
                        ScriptedModel.says(text -> List.of("Done."), 0));
        try (var core = new Core(directory, model, agent, this::failing)) {
            var accepted = core.send("c1", "go");
            var asked = core.follow("c1", 0, event -> event instanceof Event.ApprovalRequest);
            var request = (Event.ApprovalRequest) asked.getLast().event();
            full.set(true);
            assertThatThrownBy(() -> core.runs.command(Core.OWNER, "c1", new Command.Rename("x")))
                    .isInstanceOf(Problem.class);
            full.set(false);
            var allow = new Command.Answer(accepted.run(), request.approval(), true);
            core.runs.command(Core.OWNER, "c1", allow);
            core.runs.command(Core.OWNER, "c1", allow);
            assertThat(Core.text(core.untilEnd(accepted))).isEqualTo("Done.");
            assertThat(done.calls()).hasSize(1);
        }
    }

    @Test
    void aSearchIndexThatCannotBeOpenedHoldsUpNoRunThatLostItsStore() throws Exception {
        Files.createDirectory(directory.resolve("search.db"));
        var model =
                ScriptedModel.of(
                        ScriptedModel.says(text -> List.of("a ", "b ", "c"), 100),
                        ScriptedModel.says(text -> List.of("a ", "b ", "c"), 0));
        try (var core = new Core(directory, model, this::failing)) {
            var accepted = core.send("c1", "go");
            core.follow("c1", 0, event -> event instanceof Event.TextDelta);
            full.set(true);
            assertThatThrownBy(() -> core.untilEnd(accepted)).isInstanceOf(Problem.class);
            full.set(false);
            assertThat(Core.text(core.untilEnd(accepted))).isEqualTo("a b c");
        }
    }

    @Test
    void whatWasNeverKeptIsNotRemembered() throws Exception {
        var database = Database.sqlite(directory, false);
        var store = failing(new SqlLogStore(database));
        var clock = Clock.system();
        try (database;
                var journal = Journal.open(store, clock, Journal.Meter.NONE)) {
            full.set(true);
            var refused = new WeakReference<>(refused(store, journal, clock));
            Await.until(
                    "nobody holds what was refused",
                    () -> {
                        System.gc();
                        return refused.get() == null;
                    });
        }
    }

    private static Log refused(LogStore store, Journal journal, Clock clock) {
        var log = Log.begin("c1", store, journal, clock);
        var seq = log.append(new Event.ConversationStart("ann", "t"));
        assertThatThrownBy(() -> log.awaitDurable(seq)).isInstanceOf(Problem.class);
        return log;
    }

    @Test
    void aLogThatIsSettledTwiceLeavesNothingBehindThatAStartCannotRead() throws Exception {
        var now = new AtomicLong(1_000_000);
        Clock clock = () -> Instant.ofEpochMilli(now.get());
        var held = new CountDownLatch(1);
        var holding = new CountDownLatch(1);
        var round = new AtomicInteger();
        var database = Database.sqlite(directory, false);
        var sql = new SqlLogStore(database);
        var store =
                new GatedStore(
                        sql,
                        () -> {
                            // The commit of one entry is held until there are two logs to commit,
                            // and their commit fails: each gets a try of its own.
                            switch (round.getAndIncrement()) {
                                case 3 -> {
                                    holding.countDown();
                                    await(held);
                                }
                                case 4 -> throw new Problem(Problem.Kind.STORAGE, "storage-failed");
                                default -> {}
                            }
                        });
        try (database) {
            try (var journal = Journal.open(store, clock, Journal.Meter.NONE)) {
                var old = Log.begin("c1", store, journal, clock);
                old.awaitDurable(old.append(new Event.ConversationStart("ann", "t")));
                old.awaitDurable(old.append(new Event.TextDelta("m", 0, "a")));
                now.addAndGet(Journal.OPEN_MILLIS - 1);
                var other = Log.begin("c2", store, journal, clock);
                other.append(new Event.ConversationStart("ann", "t"));
                await(holding);
                var first = other.append(new Event.TextDelta("n", 0, "b"));
                var second = old.append(new Event.PartEnd("m", 0));
                now.addAndGet(2);
                held.countDown();
                other.awaitDurable(first);
                old.awaitDurable(second);
            }
            assertThat(sql.open()).as("what a start finds").hasSize(1);
        }
    }

    private static void await(CountDownLatch latch) {
        try {
            latch.await();
        } catch (InterruptedException e) {
            throw new IllegalStateException(e);
        }
    }

    private LogStore failing(LogStore store) {
        return new GatedStore(
                store,
                () -> {
                    if (full.get()) {
                        throw new Problem(Problem.Kind.STORAGE, "storage-full");
                    }
                });
    }
}
