package runnel.agent;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
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
    private final Map<String, CallWriter> calls = new LinkedHashMap<>();

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
    public void waits(Problem reason, long millis) {
        emit(new Event.ModelWait(context.reply(), reason.code(), reason.values(), millis));
    }

    @Override
    public void instead(String model, Problem reason) {
        emit(new Event.ModelChange(context.reply(), model, reason.code(), reason.values()));
    }

    /** What the sources of the reply are called. */
    SourceNumbers sources() {
        return sources;
    }

    /**
     * The model says no more. What it began to ask for and did not finish is void.
     *
     * @param whole whether it has come to its end; one that was cut off while it repeated what
     *     readers have seen has not said anything else
     */
    void end(boolean whole) {
        if (whole || !isRepeating()) {
            finish();
        } else {
            stay();
        }
        calls.values().forEach(call -> call.cutOff(step));
        calls.clear();
    }

    /** The model has said everything and wants tools called. */
    Rounds.Round endStep(Reply reply) {
        for (var asked : reply.calls()) {
            var call = call(asked.id(), asked.name());
            if (call.isEmpty()) {
                call.add(asked.arguments());
            }
        }
        finish();
        var asked = new ArrayList<Part.Tool>();
        for (var call : reply.calls()) {
            asked.add(call(call.id(), call.name()).end(step));
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

    /** The reply that is being written. */
    String id() {
        return context.reply();
    }

    /** What the model has said since its last tool calls. */
    String said() {
        return said.toString();
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
        if (isRepeating()) {
            branch();
        }
        closePart();
    }

    /** Leaves to readers what they have seen. */
    private void stay() {
        if (repeated < expected.length()) {
            said.setLength(0);
            said.append(expected);
        }
        closePart();
    }

    private boolean isRepeating() {
        return repeated < expected.length() || unrepeatedCalls() || !expectedReasoning.isEmpty();
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
                || calls.values().stream().anyMatch(CallWriter::isRepeating);
    }

    private CallWriter call(String id, String name) {
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
        var call = new CallWriter(this, id, name);
        if (place < expectedCalls.size()) {
            call.repeat(expectedCalls.get(place));
        } else {
            call.begin();
        }
        // Only now: a branch writes all calls that it finds here.
        calls.put(id, call);
        return call;
    }

    /** Gives up the version that readers have seen, since the model says something else. */
    void branch() {
        expected = "";
        expectedReasoning = "";
        expectedCalls = List.of();
        repeated = 0;
        context.branch();
        kind = Kind.NONE;
        part = -1;
        highest = new Copy(context.reply(), this::emit).settled(context.shown(), context.steps());
        if (!heldReasoning.isEmpty()) {
            write(Kind.REASONING, heldReasoning.toString());
            heldReasoning.setLength(0);
        }
        write(Kind.TEXT, said.toString());
        calls.values().forEach(CallWriter::begin);
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

    void emit(Event event) {
        try {
            context.emit(event);
        } catch (InterruptedException e) {
            throw new Stopped(e);
        }
    }
}
