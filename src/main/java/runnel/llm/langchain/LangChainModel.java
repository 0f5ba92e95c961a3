package runnel.llm.langchain;

import dev.langchain4j.model.chat.StreamingChatModel;
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
        }
        return answer.reply();
    }
}
