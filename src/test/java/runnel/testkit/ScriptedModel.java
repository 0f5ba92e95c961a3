package runnel.testkit;

import java.util.List;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.function.Function;
import runnel.llm.Finish;
import runnel.llm.Model;
import runnel.llm.Prompt;
import runnel.llm.Provider;
import runnel.llm.Reply;
import runnel.llm.Usage;
import runnel.tool.ToolCall;

/**
 * A model that does what the test says, one script a call; the last script serves all further
 * calls.
 */
public final class ScriptedModel implements Model, Provider {
    private final BlockingQueue<Prompt> prompts = new LinkedBlockingQueue<>();
    private final LinkedBlockingQueue<Script> scripts = new LinkedBlockingQueue<>();

    /** What one call does. */
    public interface Script {
        Reply play(Prompt prompt, Sink sink) throws InterruptedException;
    }

    public static ScriptedModel of(Script... scripts) {
        var model = new ScriptedModel();
        model.scripts.addAll(List.of(scripts));
        return model;
    }

    /** Says the pieces of a text made from the last question, with a rest between them. */
    public static Script says(Function<String, List<String>> pieces, long restMillis) {
        return (prompt, sink) -> {
            var asked =
                    prompt.turns().reversed().stream()
                            .filter(Prompt.User.class::isInstance)
                            .map(turn -> ((Prompt.User) turn).text())
                            .findFirst()
                            .orElse("");
            for (var piece : pieces.apply(asked)) {
                if (restMillis > 0) {
                    Thread.sleep(restMillis);
                }
                sink.text(piece);
            }
            return done();
        };
    }

    /** Says something and asks for tools; each call's arguments come in two pieces. */
    public static Script calls(String text, ToolCall... calls) {
        return (prompt, sink) -> {
            if (!text.isEmpty()) {
                sink.text(text);
            }
            for (var call : calls) {
                var half = call.arguments().length() / 2;
                sink.toolArguments(call.id(), call.name(), call.arguments().substring(0, half));
                sink.toolArguments(call.id(), call.name(), call.arguments().substring(half));
            }
            return new Reply(Finish.TOOL_CALLS, new Usage(5, 1, 2, 0), List.of(calls));
        };
    }

    public static Reply done() {
        return new Reply(Finish.STOP, new Usage(3, 0, 7, 0), List.of());
    }

    /** The prompts of all calls so far, first one first. */
    public List<Prompt> prompts() {
        return List.copyOf(prompts);
    }

    @Override
    public Reply stream(Prompt prompt, Sink sink) throws InterruptedException {
        return next(prompt).play(prompt, sink);
    }

    /** What this call does: prompts and scripts have one order, however many ask at once. */
    private synchronized Script next(Prompt prompt) {
        prompts.add(prompt);
        return scripts.size() > 1 ? scripts.remove() : scripts.element();
    }

    @Override
    public String name() {
        return "scripted";
    }

    @Override
    public List<String> models() {
        return List.of("scripted");
    }

    @Override
    public Model model(String name) {
        return this;
    }
}
