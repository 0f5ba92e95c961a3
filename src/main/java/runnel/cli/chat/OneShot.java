package runnel.cli.chat;

import org.jline.utils.Signals;
import runnel.base.Clock;
import runnel.base.Json;
import runnel.base.Messages;
import runnel.base.Problem;
import runnel.cli.ExitCode;
import runnel.cli.Refusal;
import runnel.cli.terminal.View;
import runnel.event.Outcome;

/**
 * One message, one answer, and the exit code that says how it went. Ctrl-C stops the run; once
 * more, the program.
 */
final class OneShot implements Tracking.Reader {
    /** How long a server may be away in the middle of an answer. */
    private static final long PATIENCE_MILLIS = 120_000;

    /** How long the end of a run that was stopped is waited for. */
    private static final long STOP_MILLIS = 5_000;

    private static final String INTERRUPT = "INT";

    private final RemoteServer server;
    private final View view;
    private final Messages texts;
    private final Narration narration;
    private final Thread thread = Thread.currentThread();
    private volatile boolean interrupted;
    private volatile boolean ended;
    private final ConnectionLine connection;

    OneShot(RemoteServer server, View view, Messages texts) {
        this.server = server;
        this.view = view;
        this.texts = texts;
        connection = new ConnectionLine(view, texts);
        narration = new Narration(view, texts, server.address().toString(), false);
    }

    /** Asks and shows the answer; returns the exit code. */
    int run(Ask ask) throws InterruptedException {
        var previous = Signals.register(INTERRUPT, this::interrupt);
        try {
            var tracking = new Tracking(Clock.system(), server, -1, PATIENCE_MILLIS);
            tracking.run(after -> server.ask(ask, after), this);
            return exitCode();
        } catch (InterruptedException e) {
            if (!interrupted) {
                throw e;
            }
            view.ended(Outcome.CANCELLED, runnel.llm.Usage.NONE);
            return ExitCode.INTERRUPTED;
        } finally {
            ended = true;
            Signals.unregister(INTERRUPT, previous);
        }
    }

    @Override
    public void take(Frame frame) {
        narration.take(frame);
    }

    @Override
    public boolean isOver() {
        return narration.outcome().isPresent() || view.isAbandoned();
    }

    @Override
    public void lost() {
        connection.lost();
    }

    @Override
    public void found() {
        connection.found();
    }

    private int exitCode() {
        if (view.isAbandoned()) {
            return ExitCode.PIPE_CLOSED;
        }
        return switch (narration.outcome().orElse(Outcome.FAILED)) {
            case DONE -> ExitCode.OK;
            case CANCELLED -> interrupted ? ExitCode.INTERRUPTED : ExitCode.FAILED;
            case FAILED, TRUNCATED -> {
                if (!narration.isExplained()) {
                    view.problem(texts.text("cli.no-answer"), "");
                }
                yield ExitCode.FAILED;
            }
        };
    }

    private void interrupt() {
        if (interrupted || narration.run().isEmpty()) {
            interrupted = true;
            thread.interrupt();
        } else {
            interrupted = true;
            Thread.ofVirtual().name("stop").start(this::stop);
        }
    }

    /** Stops the run, whose end then comes as its last frame, unless something is wrong. */
    private void stop() {
        try {
            server.post("runs/" + narration.run() + "/cancel", Json.object());
            Thread.sleep(STOP_MILLIS);
        } catch (InterruptedException | Problem | Refusal e) {
            // The program ends all the same.
        }
        if (!ended) {
            thread.interrupt();
        }
    }
}
