package runnel.agent;

import runnel.conversation.Message;
import runnel.event.Event;
import runnel.llm.Model;

/**
 * Writes a model's pieces into the reply, part by part.
 *
 * <p>After an interruption the model may have to say everything anew. As long as it repeats what
 * readers have already seen, nothing is written and the reply goes on in place; where it says
 * something else, the reply branches and the new version holds all of it.
 */
final class ReplyWriter implements Model.Sink {
    private enum Kind {
        NONE,
        TEXT,
        REASONING
    }

    private final AgentContext context;
    private final Halves text = new Halves();
    private final Halves reasoning = new Halves();
    private final StringBuilder heldReasoning = new StringBuilder();

    /** What the model must repeat before the reply goes on in place. */
    private String expected = "";

    /** Characters of it that were repeated. */
    private int repeated;

    private Kind kind = Kind.NONE;
    private int part = -1;
    private long pieces;

    ReplyWriter(AgentContext context) {
        this.context = context;
    }

    /** Takes up the reply where it stands. */
    void begin(String expected) {
        this.expected = expected;
        var shown = context.shown();
        if (!shown.isEmpty()) {
            var last = shown.getLast();
            part = last.index();
            if (last instanceof Message.Part.Text text && !text.ended()) {
                kind = Kind.TEXT;
            } else if (last instanceof Message.Part.Reasoning reasoning && !reasoning.ended()) {
                kind = Kind.REASONING;
            }
        }
    }

    @Override
    public void text(String piece) {
        pieces++;
        whole(text.join(piece));
    }

    private void whole(String piece) {
        if (repeated == expected.length()) {
            write(Kind.TEXT, piece);
            return;
        }
        var common = Math.min(piece.length(), expected.length() - repeated);
        if (!expected.startsWith(piece.substring(0, common), repeated)) {
            branch();
            write(Kind.TEXT, piece);
            return;
        }
        repeated += common;
        if (common < piece.length()) {
            write(Kind.TEXT, piece.substring(common));
        }
    }

    @Override
    public void reasoning(String piece) {
        pieces++;
        var whole = reasoning.join(piece);
        if (repeated < expected.length()) {
            heldReasoning.append(whole);
        } else {
            write(Kind.REASONING, whole);
        }
    }

    /** The model has said everything. */
    void end() throws InterruptedException {
        whole(text.rest());
        if (repeated < expected.length()) {
            branch();
        }
        closePart();
    }

    void closePart() throws InterruptedException {
        if (kind != Kind.NONE) {
            kind = Kind.NONE;
            context.emit(new Event.PartEnd(context.reply(), part));
        }
    }

    /** Pieces that came from the model. */
    long pieces() {
        return pieces;
    }

    private void branch() {
        var said = expected.substring(0, repeated);
        expected = "";
        repeated = 0;
        context.branch();
        kind = Kind.NONE;
        part = -1;
        if (!heldReasoning.isEmpty()) {
            write(Kind.REASONING, heldReasoning.toString());
        }
        if (!said.isEmpty()) {
            write(Kind.TEXT, said);
        }
    }

    private void write(Kind wanted, String piece) {
        if (piece.isEmpty()) {
            return;
        }
        try {
            if (kind != wanted) {
                closePart();
                kind = wanted;
                part++;
            }
            context.emit(
                    wanted == Kind.TEXT
                            ? new Event.TextDelta(context.reply(), part, piece)
                            : new Event.ReasoningDelta(context.reply(), part, piece));
        } catch (InterruptedException e) {
            throw new Stopped(e);
        }
    }

    /**
     * Carries an interruption through a model's code, which knows only unchecked exceptions in its
     * callbacks.
     */
    static final class Stopped extends RuntimeException {
        private final transient InterruptedException interruption;

        Stopped(InterruptedException interruption) {
            super(interruption);
            this.interruption = interruption;
        }

        InterruptedException interruption() {
            return interruption;
        }
    }
}
