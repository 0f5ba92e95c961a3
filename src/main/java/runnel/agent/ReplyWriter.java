package runnel.agent;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import runnel.base.Problem;
import runnel.conversation.Message.Part;
import runnel.event.Event;
import runnel.llm.Model;
import runnel.llm.Reply;
import runnel.tool.ToolOutput;

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
    private final SourceNumbers sources;
    private final Halves text = new Halves();
    private final Halves reasoning = new Halves();
    private final StringBuilder heldReasoning = new StringBuilder();

    /** What the model has said in this step, seen by readers before or not. */
    private final StringBuilder said = new StringBuilder();

    /** What it asks for in this step, by the ids that it uses now. */
    private final Map<String, Call> calls = new LinkedHashMap<>();

    /** What the model must repeat before the reply goes on in place. */
    private String expected = "";

    /**
     * The thinking that it must repeat where readers have seen nothing but that. With text behind
     * it, the text alone tells whether the model goes the same way.
     */
    private String expectedReasoning = "";

    /** The calls that it must repeat after that. */
    private List<Part.Tool> expectedCalls = List.of();

    /** Characters of the expected text that were repeated. */
    private int repeated;

    private Kind kind = Kind.NONE;
    private int part = -1;
    private int highest = -1;
    private int step;
    private long pieces;

    ReplyWriter(AgentContext context) {
        this.context = context;
        this.sources = new SourceNumbers(context, this);
    }

    /**
     * Takes up the reply where it stands.
     *
     * @param repeats whether the model will say anew what it had said of an unfinished step
     */
    void begin(boolean repeats) {
        step = context.steps().size();
        context.shown().forEach(part -> highest = Math.max(highest, part.index()));
        var open = Rounds.open(context.shown(), context.steps());
        // No model goes on in the midst of a call.
        expectedCalls = Rounds.tools(open);
        if (Rounds.text(open).isEmpty() && expectedCalls.isEmpty()) {
            expectedReasoning = Rounds.reasoning(open);
        } else if (repeats) {
            expected = Rounds.text(open);
        } else {
            said.append(Rounds.text(open));
        }
        if (!open.isEmpty()) {
            part = open.getLast().index();
            if (open.getLast() instanceof Part.Text text && !text.ended()) {
                kind = Kind.TEXT;
            } else if (open.getLast() instanceof Part.Reasoning reasoning && !reasoning.ended()) {
                kind = Kind.REASONING;
            }
        }
    }

    @Override
    public void text(String piece) {
        pieces++;
        whole(text.join(piece));
    }

    @Override
    public void reasoning(String piece) {
        pieces++;
        var whole = reasoning.join(piece);
        if (!expectedReasoning.isEmpty()) {
            heldReasoning.append(whole);
            repeatReasoning();
        } else if (repeated < expected.length() || unrepeatedCalls()) {
            heldReasoning.append(whole);
        } else {
            write(Kind.REASONING, whole);
        }
    }

    @Override
    public void toolArguments(String callId, String name, String piece) {
        pieces++;
        if (!name.isEmpty()) {
            call(callId, name).add(piece);
        }
    }

    @Override
    public void source(ToolOutput.Source source) {
        try {
            sources.number(source);
        } catch (InterruptedException e) {
            throw new Stopped(e);
        }
    }

    @Override
    public void instead(String model, Problem reason) {
        emit(new Event.ModelChange(context.reply(), model, reason.code(), reason.values()));
    }

    /** What the sources of the reply are called. */
    SourceNumbers sources() {
        return sources;
    }

    /** The model has said everything. What it began to ask for and did not finish is void. */
    void end() {
        finish();
        for (var call : calls.values()) {
            call.end();
            emit(new Event.ToolEnd(context.reply(), call.part, true, "The call was cut off.", 0));
        }
        calls.clear();
    }

    /** The model has said everything and wants tools called. */
    Rounds.Round endStep(Reply reply) {
        for (var asked : reply.calls()) {
            var call = call(asked.id(), asked.name());
            if (call.arguments.isEmpty()) {
                call.add(asked.arguments());
            }
        }
        finish();
        var asked = new ArrayList<Part.Tool>();
        for (var call : reply.calls()) {
            asked.add(call(call.id(), call.name()).end());
        }
        var usage = reply.usage();
        emit(
                new Event.StepEnd(
                        context.reply(),
                        step++,
                        usage.input(),
                        usage.cached(),
                        usage.output(),
                        usage.reasoning(),
                        reply.memo()));
        var round = new Rounds.Round(said.toString(), asked, reply.memo());
        calls.clear();
        expectedCalls = List.of();
        expected = "";
        repeated = 0;
        said.setLength(0);
        return round;
    }

    void closePart() {
        if (kind != Kind.NONE) {
            kind = Kind.NONE;
            emit(new Event.PartEnd(context.reply(), part));
        }
    }

    /** A place for a new part. */
    int nextPart() {
        return ++highest;
    }

    /** Pieces that came from the model. */
    long pieces() {
        return pieces;
    }

    private void finish() {
        whole(text.rest());
        if (repeated < expected.length() || unrepeatedCalls() || !expectedReasoning.isEmpty()) {
            branch();
        }
        closePart();
    }

    private void repeatReasoning() {
        var held = heldReasoning.toString();
        if (held.startsWith(expectedReasoning)) {
            var further = held.substring(expectedReasoning.length());
            expectedReasoning = "";
            heldReasoning.setLength(0);
            write(Kind.REASONING, further);
        } else if (!expectedReasoning.startsWith(held)) {
            branch();
        }
    }

    private void whole(String piece) {
        if (repeated == expected.length()) {
            if (!piece.isEmpty() && (unrepeatedCalls() || !expectedReasoning.isEmpty())) {
                branch();
            }
            write(Kind.TEXT, piece);
        } else {
            var common = Math.min(piece.length(), expected.length() - repeated);
            if (expected.startsWith(piece.substring(0, common), repeated)) {
                repeated += common;
                write(Kind.TEXT, piece.substring(common));
            } else {
                branch();
                write(Kind.TEXT, piece);
            }
        }
        said.append(piece);
    }

    private boolean unrepeatedCalls() {
        return calls.size() < expectedCalls.size()
                || calls.values().stream().anyMatch(Call::isRepeating);
    }

    private Call call(String id, String name) {
        var known = calls.get(id);
        if (known != null) {
            return known;
        }
        if (repeated < expected.length() || !expectedReasoning.isEmpty()) {
            branch();
        }
        var place = calls.size();
        if (place < expectedCalls.size() && !expectedCalls.get(place).tool().equals(name)) {
            branch();
        }
        var call = new Call(id, name);
        if (place < expectedCalls.size()) {
            call.repeat(expectedCalls.get(place));
        } else {
            call.begin();
        }
        // Only now: a branch writes all calls that it finds here.
        calls.put(id, call);
        return call;
    }

    private void branch() {
        expected = "";
        expectedReasoning = "";
        expectedCalls = List.of();
        repeated = 0;
        context.branch();
        kind = Kind.NONE;
        part = -1;
        highest = new Copy(context).settled();
        if (!heldReasoning.isEmpty()) {
            write(Kind.REASONING, heldReasoning.toString());
            heldReasoning.setLength(0);
        }
        write(Kind.TEXT, said.toString());
        calls.values().forEach(Call::begin);
    }

    private void write(Kind wanted, String piece) {
        if (piece.isEmpty()) {
            return;
        }
        if (kind != wanted) {
            closePart();
            kind = wanted;
            part = nextPart();
        }
        emit(
                wanted == Kind.TEXT
                        ? new Event.TextDelta(context.reply(), part, piece)
                        : new Event.ReasoningDelta(context.reply(), part, piece));
    }

    private void emit(Event event) {
        try {
            context.emit(event);
        } catch (InterruptedException e) {
            throw new Stopped(e);
        }
    }

    /** A tool call as it is written. */
    private final class Call {
        private final String tool;
        private final StringBuilder arguments = new StringBuilder();
        private String id;
        private String expected = "";
        private int part;
        private boolean ended;

        Call(String id, String tool) {
            this.id = id;
            this.tool = tool;
        }

        /** It may be the one that readers have seen already. */
        void repeat(Part.Tool seen) {
            id = seen.call();
            part = seen.index();
            expected = seen.arguments();
            ended = seen.state() != Part.Tool.State.WRITING;
        }

        /** It is new to readers, with the arguments that it has so far. */
        void begin() {
            closePart();
            part = nextPart();
            expected = "";
            ended = false;
            emit(new Event.ToolRequest(context.reply(), part, id, tool));
            show(arguments.toString());
        }

        boolean isRepeating() {
            return arguments.length() < expected.length();
        }

        void add(String piece) {
            var seen =
                    Math.max(0, Math.min(piece.length(), expected.length() - arguments.length()));
            var known =
                    seen > 0 && expected.startsWith(piece.substring(0, seen), arguments.length());
            var further = ended && piece.length() > seen;
            arguments.append(piece);
            if (seen > 0 && !known || further) {
                branch();
            } else {
                show(piece.substring(seen));
            }
        }

        Part.Tool end() {
            if (!ended) {
                ended = true;
                emit(new Event.PartEnd(context.reply(), part));
            }
            return new Part.Tool(
                    part,
                    step,
                    id,
                    tool,
                    arguments.toString(),
                    Part.Tool.State.READY,
                    Optional.empty(),
                    "",
                    0);
        }

        private void show(String piece) {
            if (!piece.isEmpty()) {
                emit(new Event.ToolDelta(context.reply(), part, piece));
            }
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
