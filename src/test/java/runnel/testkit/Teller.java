package runnel.testkit;

import java.util.List;
import java.util.concurrent.Semaphore;
import java.util.regex.Pattern;
import runnel.llm.Model;
import runnel.llm.Prompt;
import runnel.llm.Reply;

/** A script that tells a text word by word, each word when the test lets it. Thread-safe. */
public final class Teller implements ScriptedModel.Script {
    private static final Pattern WORDS = Pattern.compile("\\S+\\s*|\\s+");
    private static final int PLENTY = 1_000_000;

    private final List<String> words;
    private final Semaphore permits = new Semaphore(0);

    public Teller(String text) {
        words = WORDS.matcher(text).results().map(match -> match.group()).toList();
    }

    /** Lets it say that many words more. */
    public void say(int words) {
        permits.release(words);
    }

    /** Lets it say all the rest. */
    public void finish() {
        permits.release(PLENTY);
    }

    public String text() {
        return String.join("", words);
    }

    @Override
    public Reply play(Prompt prompt, Model.Sink sink) throws InterruptedException {
        for (var word : words) {
            permits.acquire();
            sink.text(word);
        }
        return ScriptedModel.done();
    }
}
