package runnel.cli.chat;

import java.io.OutputStream;
import java.io.PrintStream;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import org.junit.jupiter.api.Test;
import runnel.base.Json;
import runnel.base.Messages;
import runnel.cli.terminal.PlainView;

class HelperTellerTest {
    private static final int ROUNDS = 3_000;
    private static final int HELPERS = 5;

    @Test
    void thePromptMayAskWhileHelpersComeAndGo() throws Exception {
        var nowhere = new PrintStream(OutputStream.nullOutputStream());
        var texts = Messages.of("en");
        var teller = new HelperTeller(new PlainView(nowhere, nowhere, texts), texts);
        var over = new AtomicBoolean();
        var prompt =
                CompletableFuture.runAsync(() -> {
                    while (!over.get()) {
                        teller.asked();
                    }
                });
        for (var round = 0; round < ROUNDS && !prompt.isDone(); round++) {
            for (var part = 0; part < HELPERS; part++) {
                take(teller, "delegate-start", part);
            }
            for (var part = 0; part < HELPERS; part++) {
                take(teller, "delegate-end", part);
            }
        }
        over.set(true);
        prompt.get(10, TimeUnit.SECONDS);
    }

    private static void take(HelperTeller teller, String event, int part) {
        teller.take(
                event,
                Json.object()
                        .put("message", "m")
                        .put("part", part)
                        .put("agent", "a")
                        .put("reply", "m." + part));
    }
}
