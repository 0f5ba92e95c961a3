package runnel.wire.cumulative;

import runnel.base.Messages;
import runnel.base.Problem;
import runnel.event.Event;
import runnel.http.FrameBuffer;
import runnel.log.Entry;
import runnel.wire.Encoder;

/** Every event is {@code {"message": "the whole reply so far"}}; the stream ends with the run. */
final class CumulativeEncoder implements Encoder {
    private final String run;
    private final Messages messages;
    private final StringBuilder text = new StringBuilder();
    private String reply = "";
    private int part = -1;
    private boolean over;

    CumulativeEncoder(String run, Messages messages) {
        this.run = run;
        this.messages = messages;
    }

    /** Takes into account what the reader has seen already. */
    void seen(Entry entry) {
        apply(entry.event());
    }

    /** The reply so far. */
    String text() {
        return text.toString();
    }

    @Override
    public void entry(Entry entry, FrameBuffer out) {
        if (apply(entry.event())) {
            out.id(entry.seq()).open().raw("{\"message\": ").quoted(text.toString()).raw("}").end();
        }
    }

    @Override
    public void lost(Problem problem, long seq, FrameBuffer out) {
        say(problem);
        out.id(seq).open().raw("{\"message\": ").quoted(text.toString()).raw("}").end();
    }

    @Override
    public boolean isOver() {
        return over;
    }

    private void say(Problem problem) {
        text.append(text.isEmpty() ? "" : "\n\n").append(problem.message(messages));
    }

    private boolean apply(Event event) {
        switch (event) {
            case Event.RunStart start when start.run().equals(run) -> {
                if (!start.reply().equals(reply)) {
                    text.setLength(0);
                    part = -1;
                    reply = start.reply();
                }
            }
            case Event.TextDelta delta when delta.message().equals(reply) -> {
                // Another part is another paragraph.
                text.append(part >= 0 && part != delta.part() ? "\n\n" : "").append(delta.text());
                part = delta.part();
                return true;
            }
            case Event.RunProblem trouble when trouble.run().equals(run) -> {
                say(new Problem(Problem.Kind.UPSTREAM, trouble.code(), trouble.values().toArray()));
                return true;
            }
            case Event.RunEnd end when end.run().equals(run) -> over = true;
            default -> {}
        }
        return false;
    }
}
