package runnel.cli.chat;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.jline.reader.EndOfFileException;
import org.jline.reader.UserInterruptException;
import org.jline.terminal.Terminal;
import runnel.base.Clock;
import runnel.base.Id;
import runnel.base.Json;
import runnel.base.Messages;
import runnel.base.Problem;
import runnel.cli.Complaint;
import runnel.cli.ExitCode;
import runnel.cli.Refusal;
import runnel.cli.terminal.PromptScreen;
import runnel.cli.terminal.TerminalView;

/**
 * A talk at a prompt: what is written becomes a message or a command; what happens in the
 * conversation, here or on another device, comes in above.
 *
 * <p>Nothing is shown as said before the server has it.
 */
final class Dialogue {
    /** A second Ctrl-C within this time leaves. */
    private static final long LEAVE_MILLIS = 2_000;

    private static final int KEY_CHARS = 26;
    private static final int NOT_FOUND = 404;

    private final RemoteServer server;
    private final TerminalView view;
    private final Messages texts;
    private final Clock clock = Clock.system();
    private final Thread thread = Thread.currentThread();

    /** Ids of what the next message is sent with. */
    private final List<String> files = new ArrayList<>();

    private Ask.Target target;
    private String model;
    private String agent = "";
    private Optional<Follower> follower = Optional.empty();

    /** What was sent without word that it has arrived: sent again, it is the same message. */
    private Optional<Ask> unsure = Optional.empty();

    private boolean over;

    Dialogue(
            RemoteServer server,
            TerminalView view,
            Messages texts,
            Ask.Target target,
            String model) {
        this.server = server;
        this.view = view;
        this.texts = texts;
        this.target = target;
        this.model = model;
    }

    /** Talks until the person leaves; returns the exit code. */
    int run(Terminal terminal, PromptScreen prompt, SlashCommands commands)
            throws InterruptedException {
        terminal.handle(Terminal.Signal.INT, signal -> thread.interrupt());
        begin();
        var draft = "";
        var interruptNanos = clock.nanos() - LEAVE_MILLIS * 1_000_000;
        while (!over) {
            try {
                var line = prompt.read(draft);
                view.status("");
                draft = "";
                if (line.startsWith("/")) {
                    unsure = Optional.empty();
                    commands.run(this, line);
                } else if (!line.isBlank()) {
                    draft = send(line.strip());
                }
            } catch (UserInterruptException e) {
                draft = "";
                unsure = Optional.empty();
                if (isRunning()) {
                    draft = e.getPartialLine();
                    attempt(this::stop);
                } else if (e.getPartialLine().isBlank()) {
                    over = clock.nanos() - interruptNanos < LEAVE_MILLIS * 1_000_000;
                    interruptNanos = clock.nanos();
                    view.status(over ? "" : texts.text("cli.leave"));
                }
            } catch (EndOfFileException e) {
                over = true;
            }
        }
        leave();
        return ExitCode.OK;
    }

    TerminalView view() {
        return view;
    }

    Messages texts() {
        return texts;
    }

    String model() {
        return model;
    }

    void useModel(String model) {
        this.model = model;
    }

    /** Has an agent answer from the next message on; empty for that of the conversation. */
    void useAgent(String agent) {
        this.agent = agent;
    }

    String agent() {
        return agent;
    }

    void quit() {
        over = true;
    }

    /** Sends a file to the server; the next message has it. */
    void attach(Path file) throws InterruptedException {
        files.add(server.upload(file));
    }

    /** Leaves the conversation; the next message begins another one. */
    void startAnew() throws InterruptedException {
        leave();
        target = new Ask.Target.New();
    }

    /** Shows a conversation and follows it. */
    void join(String conversation) throws InterruptedException {
        // Who mistypes stays where they are.
        server.get("conversations/" + RemoteServer.encode(conversation) + "?limit=1");
        leave();
        follower = Optional.of(Follower.join(server, view, texts, clock, conversation));
        target = new Ask.Target.Existing(conversation);
    }

    /** Stops the run that is under way. */
    void stop() throws InterruptedException {
        if (!isRunning()) {
            throw new Problem(Problem.Kind.INVALID, "cli-nothing-runs");
        }
        server.post("runs/" + follower.orElseThrow().narration().run() + "/cancel", Json.object());
    }

    /** Allows the tool call that waits for a word, or forbids it. */
    void answer(boolean allow) throws InterruptedException {
        var asked = follower.flatMap(now -> now.narration().asked());
        if (asked.isEmpty()) {
            throw new Problem(Problem.Kind.INVALID, "cli-nothing-asks");
        }
        server.post(
                "runs/"
                        + follower.orElseThrow().narration().run()
                        + "/approvals/"
                        + RemoteServer.encode(asked.get()),
                Json.object().put("allow", allow));
    }

    /** What the last answer has cost; empty where that is not known. */
    String cost() throws InterruptedException {
        if (follower.isEmpty()) {
            return "";
        }
        var conversation = follower.get().narration().conversation();
        var state = server.get("conversations/" + RemoteServer.encode(conversation) + "?limit=1");
        return state.path("messages").path(0).path("cost").asText();
    }

    /** Asks for another answer to the last message. */
    void retry() throws InterruptedException {
        var narration = follower.map(Follower::narration);
        var question = narration.map(Narration::question).orElse("");
        if (question.isEmpty()) {
            throw new Problem(Problem.Kind.INVALID, "cli-nothing-asked");
        }
        var path =
                "conversations/"
                        + RemoteServer.encode(narration.orElseThrow().conversation())
                        + "/messages/"
                        + question
                        + "/regenerate";
        server.post(path, model.isEmpty() ? Json.object() : Json.object().put("model", model));
    }

    /**
     * Does something until Ctrl-C, which ends that and not the program; shows a problem instead of
     * failing. Returns whether it went well.
     */
    boolean attempt(Step step) {
        try {
            step.run();
            return true;
        } catch (Problem | Refusal e) {
            var complaint = Complaint.of(e, texts);
            view.complain(complaint.message(), complaint.hint());
            return false;
        } catch (InterruptedException e) {
            return false;
        }
    }

    /** Something that may fail. */
    interface Step {
        void run() throws InterruptedException;
    }

    /** Joins the conversation that was named, if it exists already. */
    private void begin() throws InterruptedException {
        switch (target) {
            case Ask.Target.New created -> {}
            case Ask.Target.User user -> {
                var path = "conversations?user=" + RemoteServer.encode(user.name());
                var found = server.get(path).path("conversations").path(0).path("id").asText();
                if (!found.isEmpty()) {
                    join(found);
                }
            }
            case Ask.Target.Existing existing -> {
                try {
                    join(existing.id());
                } catch (Refusal e) {
                    if (e.status() != NOT_FOUND) {
                        throw e;
                    }
                    view.notice(texts.text("cli.new"));
                }
            }
        }
    }

    private boolean isRunning() {
        return following().map(Follower::narration).map(Narration::isRunning).orElse(false);
    }

    private Optional<Follower> following() {
        return follower.filter(Follower::isFollowing);
    }

    /**
     * Sends a message; returns what is to be at the prompt next: nothing, or the message, if it
     * could not be sent.
     */
    private String send(String text) {
        var fresh = new Ask(target, text, model, agent, Id.secret(KEY_CHARS), files);
        var ask = unsure.filter(fresh::saysTheSame).orElse(fresh);
        unsure = Optional.of(ask);
        if (!attempt(() -> deliver(ask))) {
            return text;
        }
        unsure = Optional.empty();
        files.clear();
        return "";
    }

    private void deliver(Ask ask) throws InterruptedException {
        var conversation = new Delivery(server).send(ask);
        if (following()
                .filter(now -> now.narration().conversation().equals(conversation))
                .isEmpty()) {
            join(conversation);
        }
    }

    private void leave() throws InterruptedException {
        if (follower.isPresent()) {
            follower.get().close();
            follower = Optional.empty();
        }
    }
}
