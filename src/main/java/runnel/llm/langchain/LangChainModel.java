package runnel.llm.langchain;

import dev.langchain4j.model.chat.StreamingChatModel;
import java.util.List;
import runnel.base.Problem;
import runnel.llm.Model;
import runnel.llm.PictureLimits;
import runnel.llm.Prompt;
import runnel.llm.Reply;

/** A model of one of LangChain4j's modules, on our transport. */
final class LangChainModel implements Model {
    private final String name;
    private final StreamingChatModel model;
    private final Dialect dialect;
    private final boolean takesTools;
    private final PictureLimits pictures;

    LangChainModel(String name, StreamingChatModel model, Dialect dialect) {
        this(name, model, dialect, true, dialect.pictures());
    }

    /**
     * @param takesTools false for a model that does not work with tools; it is not told of them
     */
    LangChainModel(
            String name,
            StreamingChatModel model,
            Dialect dialect,
            boolean takesTools,
            PictureLimits pictures) {
        this.pictures = pictures;
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
    public PictureLimits pictureLimits() {
        return pictures;
    }

    @Override
    public Reply stream(Prompt prompt, Sink sink) throws InterruptedException {
        if (Thread.interrupted()) {
            throw new InterruptedException();
        }
        pictures.check(name, pictures(prompt));
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
        return problem.code().equals("model-refused") && !pictures(prompt).isEmpty();
    }

    private static List<Prompt.Picture> pictures(Prompt prompt) {
        return prompt.turns().stream()
                .filter(Prompt.User.class::isInstance)
                .flatMap(turn -> ((Prompt.User) turn).pictures().stream())
                .toList();
    }

    private Problem blind(Problem refusal) {
        return new Problem(
                        Problem.Kind.UPSTREAM, "model-pictures", name, refusal.values().getLast())
                .because(refusal);
    }
}
