package runnel.cli.chat;

import runnel.base.Messages;
import runnel.cli.terminal.View;

/** Says in the status line that the connection was lost, until it is found again. */
final class ConnectionLine {
    private final View view;
    private final Messages texts;
    private boolean lost;

    ConnectionLine(View view, Messages texts) {
        this.view = view;
        this.texts = texts;
    }

    void lost() {
        if (!lost) {
            lost = true;
            view.status(texts.text("cli.reconnecting"));
        }
    }

    void found() {
        if (lost) {
            lost = false;
            view.status("");
        }
    }
}
