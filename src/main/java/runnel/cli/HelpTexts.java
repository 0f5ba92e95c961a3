package runnel.cli;

import java.util.Collections;
import java.util.Enumeration;
import java.util.ResourceBundle;
import org.jspecify.annotations.Nullable;
import runnel.base.Messages;

/** The texts of the help in one language, in the form that the command-line library asks for. */
final class HelpTexts extends ResourceBundle {
    private final Messages texts;

    HelpTexts(Messages texts) {
        this.texts = texts;
    }

    @Override
    protected @Nullable Object handleGetObject(String key) {
        return texts.has(key) ? texts.text(key) : null;
    }

    @Override
    public Enumeration<String> getKeys() {
        return Collections.enumeration(texts.keys());
    }
}
