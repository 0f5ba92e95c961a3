package runnel.cli.chat;

import runnel.base.Clock;
import runnel.base.Messages;
import runnel.base.Problem;
import runnel.cli.Complaint;
import runnel.cli.Refusal;
import runnel.cli.terminal.TerminalView;

/** Follows one conversation and shows what happens in it, whoever caused it, until closed. */
final class Follower implements Tracking.Reader, AutoCloseable {
    /** Messages of the past that are shown when a conversation is opened. */
    private static final int PAST_MESSAGES = 4;

    private final RemoteServer server;
    private final TerminalView view;
    private final Messages texts;
    private final Narration narration;
    private final Thread thread;
    private volatile boolean closed;
    private final ConnectionLine connection;

    private Follower(
            RemoteServer server,
            TerminalView view,
            Messages texts,
            Clock clock,
            String conversation)
            throws InterruptedException {
        this.server = server;
        this.view = view;
        this.texts = texts;
        connection = new ConnectionLine(view, texts);
        narration = new Narration(view, texts, server.address().toString(), true);
        var state = server.get("conversations/" + RemoteServer.encode(conversation));
        narration.state(state, PAST_MESSAGES);
        var tracking =
                new Tracking(clock, server, state.path("seq").asLong(), Tracking.FOREVER_MILLIS);
        thread = Thread.ofVirtual().name("follower").unstarted(() -> follow(tracking));
    }

    /**
     * Shows the end of a conversation and follows it from there.
     *
     * @throws Refusal when the server does not let it be read
     */
    static Follower join(
            RemoteServer server,
            TerminalView view,
            Messages texts,
            Clock clock,
            String conversation)
            throws InterruptedException {
        var follower = new Follower(server, view, texts, clock, conversation);
        follower.thread.start();
        return follower;
    }

    Narration narration() {
        return narration;
    }

    /** Whether it goes on: the server may have refused to be read any longer. */
    boolean isFollowing() {
        return thread.isAlive();
    }

    @Override
    public void take(Frame frame) {
        if (!closed) {
            narration.take(frame);
        }
    }

    @Override
    public boolean isOver() {
        return closed;
    }

    @Override
    public void lost() {
        if (!closed) {
            connection.lost();
        }
    }

    @Override
    public void found() {
        connection.found();
    }

    @Override
    public void close() throws InterruptedException {
        closed = true;
        thread.interrupt();
        thread.join();
        view.clear();
    }

    private void follow(Tracking tracking) {
        try {
            tracking.run(after -> server.events(narration.conversation(), after), this);
        } catch (InterruptedException e) {
            // Closed.
        } catch (Problem | Refusal e) {
            var complaint = Complaint.of(e, texts);
            view.status("");
            view.complain(complaint.message(), complaint.hint());
        }
    }
}
