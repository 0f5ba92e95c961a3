package runnel.testkit;

import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import runnel.llm.Model;

/** A sink that keeps what it was given. */
public class Heard implements Model.Sink {
    private final List<String> pieces = new CopyOnWriteArrayList<>();
    private final List<String> thoughts = new CopyOnWriteArrayList<>();
    private final List<String> arguments = new CopyOnWriteArrayList<>();
    private final CountDownLatch begun = new CountDownLatch(1);

    @Override
    public void text(String piece) {
        pieces.add(piece);
        begun.countDown();
    }

    @Override
    public void reasoning(String piece) {
        thoughts.add(piece);
    }

    @Override
    public void toolArguments(String callId, String name, String piece) {
        arguments.add(callId + " " + name + " " + piece);
    }

    public List<String> pieces() {
        return List.copyOf(pieces);
    }

    public String text() {
        return String.join("", pieces);
    }

    public String reasoning() {
        return String.join("", thoughts);
    }

    /** Each as "id name piece". */
    public List<String> arguments() {
        return List.copyOf(arguments);
    }

    public void awaitText() throws InterruptedException {
        if (!begun.await(10, TimeUnit.SECONDS)) {
            throw new AssertionError("no text came");
        }
    }
}
