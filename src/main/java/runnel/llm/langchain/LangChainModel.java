package runnel.llm.langchain;

import dev.langchain4j.model.chat.StreamingChatModel;
import runnel.llm.Model;
import runnel.llm.Prompt;
import runnel.llm.Reply;

/** A model of one of LangChain4j's modules, on our transport. */
final class LangChainModel implements Model {
    private final String name;
    private final StreamingChatModel model;

    LangChainModel(String name, StreamingChatModel model) {
        this.name = name;
        this.model = model;
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
        var answer = new Answer(sink);
        try {
            ScopedValue.where(Answer.CURRENT, answer)
                    .run(() -> model.chat(Turns.request(prompt), answer));
        } catch (Stopped e) {
            throw new InterruptedException();
        }
        return answer.reply();
    }
}
