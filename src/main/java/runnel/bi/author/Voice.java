package runnel.bi.author;

import runnel.base.Problem;
import runnel.llm.Model;
import runnel.llm.Prompt;
import runnel.llm.Reply;
import runnel.workflow.Scope;

/** Lets a model speak to the readers of a step. Used by the step's thread. */
final class Voice implements Model.Sink {
    /** What happens to a piece before readers see it. */
    @FunctionalInterface
    interface Ear {
        void hear(String piece) throws InterruptedException;
    }

    private final StringBuilder text = new StringBuilder();
    private final Scope scope;
    private final Ear ear;
    private String half = "";

    private Voice(Scope scope, Ear ear) {
        this.scope = scope;
        this.ear = ear;
    }

    /** A reply and the text that it came with. */
    record Said(Reply reply, String text) {}

    /**
     * Has the model of the run reply.
     *
     * @throws Problem where the model failed
     */
    static Said ask(Scope scope, Prompt prompt, Ear ear) throws InterruptedException {
        var voice = new Voice(scope, ear);
        try {
            var reply = scope.model().stream(prompt, voice);
            voice.hear(voice.half);
            scope.spent(reply.usage());
            return new Said(reply, voice.text.toString());
        } catch (Stopped e) {
            throw e.interruption;
        }
    }

    @Override
    public void text(String piece) {
        text.append(piece);
        pass(piece);
    }

    @Override
    public void reasoning(String piece) {
        pass(piece);
    }

    @Override
    public void waits(Problem reason, long millis) {
        try {
            scope.waits(reason, millis);
        } catch (InterruptedException e) {
            throw new Stopped(e);
        }
    }

    @Override
    public void instead(String model, Problem reason) {
        try {
            scope.instead(model, reason);
        } catch (InterruptedException e) {
            throw new Stopped(e);
        }
    }

    /** A character of two halves is passed on whole. */
    private void pass(String piece) {
        var whole = half + piece;
        var cut =
                !whole.isEmpty() && Character.isHighSurrogate(whole.charAt(whole.length() - 1))
                        ? whole.length() - 1
                        : whole.length();
        half = whole.substring(cut);
        try {
            hear(whole.substring(0, cut));
        } catch (InterruptedException e) {
            throw new Stopped(e);
        }
    }

    private void hear(String piece) throws InterruptedException {
        if (!piece.isEmpty()) {
            ear.hear(piece);
        }
    }

    /** Carries an interruption through a model's code, whose callbacks know only unchecked ones. */
    private static final class Stopped extends RuntimeException {
        private final transient InterruptedException interruption;

        Stopped(InterruptedException interruption) {
            super(interruption);
            this.interruption = interruption;
        }
    }
}
