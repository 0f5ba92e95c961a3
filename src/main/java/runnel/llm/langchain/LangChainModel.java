package runnel.llm.langchain;

import dev.langchain4j.model.chat.StreamingChatModel;
import runnel.base.Problem;
import runnel.llm.Model;
import runnel.llm.Prompt;
import runnel.llm.Reply;

/** A model of one of LangChain4j's modules, on our transport. */
final class LangChainModel implements Model {
    private final String name;
    private final StreamingChatModel model;
    private final Dialect dialect;
    private final boolean takesTools;

    LangChainModel(String name, StreamingChatModel model, Dialect dialect) {
        this(name, model, dialect, true);
    }

    /**
     * @param takesTools false for a model that does not work with tools; it is not told of them
     */
    LangChainModel(String name, StreamingChatModel model, Dialect dialect, boolean takesTools) {
        this.name = name;
        this.model = model;
        this.dialect = dialect;
        this.takesTools = takesTools;
    }

    @Override
    public String name() {
        return name;
    }

    @Override
    public Reply stream(Prompt prompt, Sink sink) throws InterruptedException {
        if (Thread.interrupted()) {
            throw new InterruptedException();
        }
        var answer = new Answer(sink, dialect);
        try {
            ScopedValue.where(Answer.CURRENT, answer)
                    .run(() -> model.chat(Turns.request(prompt, dialect, takesTools), answer));
        } catch (Stopped e) {
            throw new InterruptedException();
        } catch (Problem e) {
            throw isBlind(prompt, e) ? blind(e) : e;
        }
        try {
            return answer.reply();
        } catch (Problem e) {
            throw isBlind(prompt, e) ? blind(e) : e;
        }
    }

    /** Whether a request was refused that would perhaps not have been without its pictures. */
    private static boolean isBlind(Prompt prompt, Problem problem) {
        return problem.code().equals("model-refused")
                && prompt.turns().stream()
                        .anyMatch(turn ->
                                turn instanceof Prompt.User user && !user.pictures().isEmpty());
    }

    private Problem blind(Problem refusal) {
        return new Problem(
                        Problem.Kind.UPSTREAM, "model-pictures", name, refusal.values().getLast())
                .because(refusal);
    }
}
