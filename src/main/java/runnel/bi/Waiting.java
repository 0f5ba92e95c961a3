package runnel.bi;

import runnel.base.Messages;
import runnel.cube.analytics.Progress;
import runnel.workflow.Scope;

/** Says what a server is at that lets one wait: once for each of its stages. Not thread-safe. */
final class Waiting implements Progress {
    private final Scope scope;
    private final Messages messages;
    private String told = "";

    Waiting(Scope scope, Messages messages) {
        this.scope = scope;
        this.messages = messages;
    }

    @Override
    public void waiting(String stage, long elapsedMillis) throws InterruptedException {
        var text =
                stage.isEmpty()
                        ? messages.text("bi.waiting")
                        : messages.text("bi.waiting.stage", stage);
        if (!text.equals(told)) {
            told = text;
            scope.say(text + "\n");
        }
    }
}
