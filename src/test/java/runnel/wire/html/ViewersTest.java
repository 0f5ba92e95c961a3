package runnel.wire.html;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.concurrent.Callable;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.stream.LongStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import runnel.base.Problem;
import runnel.conversation.Command;
import runnel.conversation.Conversation;
import runnel.conversation.Header;
import runnel.conversation.Transcript;
import runnel.http.FrameBuffer;
import runnel.testkit.Core;
import runnel.testkit.ScriptedModel;

/**
 * Whenever a page is opened, drops and comes back, while people write, edit, stop, pause and switch
 * versions: it comes to show what a page shows that is opened at the end.
 */
final class ViewersTest {
    private static final int VIEWERS = 6;
    private static final int COMMANDS = 25;
    private static final int WINDOW = 6;
    private static final int SEEDS = Integer.getInteger("viewers.seeds", 12);
    private static final String CONVERSATION = "c1";
    private static final String[] PIECES = {
        "word ",
        "another word",
        "\n\n",
        "- item\n",
        "**bold** ",
        "`code` ",
        "```\ncode\n",
        "```\n\n",
        "| a | b |\n|--|--|\n",
        "你好",
        "😀",
        "[link](https://example.com/) ",
        "1. one\n",
        "> quote\n",
        "# head\n",
        "<b>raw</b> ",
        "*",
        "_",
        "&amp;"
    };

    private final Fragments fragments = new PlainFragments();

    @TempDir Path directory;

    @ParameterizedTest
    @MethodSource("seeds")
    void all_viewers_come_to_see_the_same(long seed) throws Exception {
        var random = new Random(seed);
        var done = new AtomicBoolean();
        try (var core = new Core(directory, ScriptedModel.of(script(seed)));
                var pool = Executors.newVirtualThreadPerTaskExecutor()) {
            core.send(CONVERSATION, "begin");
            try (var conversation = core.conversations.open(CONVERSATION)) {
                var viewers = new ArrayList<Future<Screen>>();
                for (var i = 0; i < VIEWERS; i++) {
                    var own = new Random(random.nextLong());
                    Callable<Screen> viewer = () -> view(core, conversation, own, done);
                    viewers.add(pool.submit(viewer));
                }
                try {
                    for (var i = 0; i < COMMANDS; i++) {
                        Thread.sleep(random.nextInt(8));
                        command(core, conversation, random);
                    }
                    settle(core, conversation);
                } finally {
                    done.set(true);
                }
                var fresh =
                        new Screen(Transcript.latest(conversation, core.store, 1_000), fragments);
                for (var viewer : viewers) {
                    assertThat(viewer.get().around()).isEqualTo(fresh.around());
                    var messages = withoutOldCounts(viewer.get().messages());
                    // Whoever saw less of the past may still not have it.
                    assertThat(messages)
                            .hasSizeGreaterThanOrEqualTo(Math.min(WINDOW, fresh.messages().size()));
                    assertThat(withoutOldCounts(fresh.messages()))
                            .endsWith(messages.toArray(String[]::new));
                }
            }
        }
    }

    @Test
    void a_page_that_comes_back_shows_the_order_in_which_messages_wait() throws Exception {
        var model =
                ScriptedModel.of((prompt, sink) -> {
                    sink.text("one ");
                    Thread.sleep(60_000);
                    return ScriptedModel.done();
                });
        try (var core = new Core(directory, model)) {
            core.send(CONVERSATION, "begin");
            var sent = new ArrayList<String>();
            for (var text : List.of("a", "b", "c", "d")) {
                sent.add(core.send(CONVERSATION, text).message());
            }
            try (var conversation = core.conversations.open(CONVERSATION)) {
                var screen = new Screen(latest(core, conversation), fragments);
                for (var command :
                        List.of(
                                new Command.Move(sent.get(0), sent.get(3)),
                                new Command.Move(sent.get(3), sent.get(1)),
                                new Command.Remove(sent.get(1)))) {
                    core.runs.command(Core.OWNER, CONVERSATION, command);
                }
                var encoder =
                        HtmlEncoder.from(
                                Moment.at(screen.place(), conversation, core.store),
                                fragments,
                                () -> latest(core, conversation));
                follow(conversation, encoder, screen, 100, new AtomicBoolean(true));
                var fresh = new Screen(latest(core, conversation), fragments);
                assertThat(screen.around()).isEqualTo(fresh.around());
            }
        }
    }

    static LongStream seeds() {
        return LongStream.rangeClosed(1, SEEDS);
    }

    /** How many versions a message before the window has is told only by a page that is opened. */
    private static List<String> withoutOldCounts(List<String> messages) {
        var settled = Math.max(0, messages.size() - WINDOW);
        var plain = new ArrayList<String>();
        for (var i = 0; i < messages.size(); i++) {
            var message = messages.get(i);
            plain.add(
                    i < settled
                            ? message.replaceAll("(SENT|DONE|FAILED|CANCELLED) \\d+/\\d+", "$1")
                            : message);
        }
        return plain;
    }

    private Screen view(Core core, Conversation conversation, Random random, AtomicBoolean done)
            throws InterruptedException {
        Thread.sleep(random.nextInt(100));
        var screen = new Screen(latest(core, conversation), fragments);
        while (!done.get() || screen.place() < conversation.log().durable()) {
            var after = screen.place();
            var encoder =
                    random.nextInt(12) == 0
                            ? HtmlEncoder.anew(
                                    latest(core, conversation),
                                    fragments,
                                    () -> latest(core, conversation))
                            : HtmlEncoder.from(
                                    Moment.at(after, conversation, core.store),
                                    fragments,
                                    () -> latest(core, conversation));
            follow(conversation, encoder, screen, 1 + random.nextInt(30), done);
            Thread.sleep(random.nextInt(20));
        }
        return screen;
    }

    /**
     * Reads some entries and then loses the connection, perhaps with the last frames on the way.
     */
    private static void follow(
            Conversation conversation,
            HtmlEncoder encoder,
            Screen screen,
            int entries,
            AtomicBoolean done)
            throws InterruptedException {
        var out = new FrameBuffer();
        encoder.open(screen.place(), out);
        screen.apply(out.toString());
        try (var cursor = conversation.cursor(screen.place())) {
            var rest = entries;
            while (rest > 0 && (!done.get() || cursor.seq() < conversation.log().durable())) {
                if (cursor.seq() >= conversation.log().durable()) {
                    Thread.sleep(1);
                    rest--;
                    continue;
                }
                for (var entry : cursor.next()) {
                    out.reset();
                    encoder.entry(entry, out);
                    screen.apply(out.toString());
                    rest--;
                }
                cursor.skip(encoder.covered());
            }
            if (done.get() && cursor.seq() >= conversation.log().durable()) {
                screen.seen(cursor.seq());
            }
        }
    }

    private static void command(Core core, Conversation conversation, Random random)
            throws InterruptedException {
        var path = conversation.path();
        var any = path.get(random.nextInt(path.size()));
        var waiting = conversation.waiting();
        var run = conversation.active().map(active -> active.id()).orElse("none");
        var command =
                switch (random.nextInt(11)) {
                    case 0 -> new Command.Regenerate(any.id(), "");
                    case 1 -> new Command.Select(versions(conversation, any, random));
                    case 2 -> new Command.Cancel(run);
                    case 3 -> new Command.Pause(run);
                    case 4, 5 -> new Command.Resume(run);
                    case 6 -> new Command.Rename("Title " + random.nextInt(100));
                    case 7 ->
                            waiting.isEmpty()
                                    ? new Command.Rename("No one waits")
                                    : random.nextBoolean()
                                            ? new Command.Edit(
                                                    waiting.getFirst().id(),
                                                    "edited " + random.nextInt(9))
                                            : new Command.Remove(waiting.getLast().id());
                    case 8 ->
                            waiting.isEmpty()
                                    ? new Command.Rename("No one waits")
                                    : new Command.Move(
                                            waiting.getLast().id(),
                                            waiting.get(random.nextInt(waiting.size())).id());
                    default -> null;
                };
        try {
            if (command != null) {
                core.runs.command(Core.OWNER, CONVERSATION, command);
            } else {
                var edits =
                        any.author() == Header.Author.PERSON && random.nextInt(3) == 0
                                ? any.id()
                                : "";
                core.runs.send(
                        Core.OWNER,
                        CONVERSATION,
                        new Command.Send("say " + random.nextInt(99), edits, "", "", ""));
            }
        } catch (Problem e) {
            // It came too late for what it meant.
            assertThat(e.kind()).isEqualTo(Problem.Kind.CONFLICT);
        }
    }

    private static String versions(Conversation conversation, Header header, Random random) {
        var versions = conversation.versions(header);
        return versions.get(random.nextInt(versions.size()));
    }

    /** Lets all runs come to their end. */
    private static void settle(Core core, Conversation conversation) throws InterruptedException {
        for (var patience = 0; patience < 2_000; patience++) {
            if (isSettled(conversation)) {
                conversation.log().awaitDurable(conversation.log().last());
                return;
            }
            var active = conversation.active();
            if (active.isPresent() && active.get().paused()) {
                try {
                    core.runs.command(
                            Core.OWNER, CONVERSATION, new Command.Resume(active.get().id()));
                } catch (Problem e) {
                    assertThat(e.kind()).isEqualTo(Problem.Kind.CONFLICT);
                }
            }
            Thread.sleep(10);
        }
        throw new AssertionError("runs do not end");
    }

    /** Whether no run goes on or waits for its turn; a new version waits without a message. */
    private static boolean isSettled(Conversation conversation) {
        return conversation.exclusively(
                () -> conversation.active().isEmpty() && conversation.next().isEmpty());
    }

    private static Transcript latest(Core core, Conversation conversation) {
        return Transcript.latest(conversation, core.store, WINDOW);
    }

    private static ScriptedModel.Script script(long seed) {
        var random = new Random(seed * 31);
        return (prompt, sink) -> {
            var pieces = 1 + random.nextInt(25);
            for (var i = 0; i < pieces; i++) {
                Thread.sleep(random.nextInt(3));
                if (random.nextInt(10) == 0) {
                    sink.waits(
                            new Problem(Problem.Kind.UPSTREAM, "model-rate-limited", "scripted"),
                            1_000L * i);
                }
                var piece = PIECES[random.nextInt(PIECES.length)];
                if (i < 6 && pieces % 3 == 0) {
                    sink.reasoning(piece);
                } else {
                    sink.text(piece);
                }
            }
            if (random.nextInt(5) == 0) {
                throw new Problem(Problem.Kind.UPSTREAM, "model-broke-off", "scripted");
            }
            return ScriptedModel.done();
        };
    }
}
