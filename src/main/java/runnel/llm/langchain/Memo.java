package runnel.llm.langchain;

import dev.langchain4j.data.message.AiMessage;
import java.util.LinkedHashMap;
import java.util.Map;
import runnel.base.Json;

/**
 * What a provider wants to be handed back with a turn, such as the signature of a thought, as JSON
 * text: LangChain4j keeps it with the message.
 */
final class Memo {
    private static final String THINKING = "thinking";

    private Memo() {}

    /** Empty where there is nothing to be kept. */
    static String of(AiMessage message) {
        var memo = Json.object();
        message.attributes()
                .forEach((name, value) -> {
                    if (value instanceof String text) {
                        memo.put(name, text);
                    }
                });
        if (memo.isEmpty()) {
            return "";
        }
        // A signature is worth nothing without what it signs.
        if (message.thinking() != null) {
            memo.put(THINKING, message.thinking());
        }
        return memo.toString();
    }

    static void handBack(String memo, AiMessage.Builder message) {
        if (memo.isEmpty()) {
            return;
        }
        Map<String, Object> attributes = new LinkedHashMap<>();
        Json.parse(memo)
                .properties()
                .forEach(field -> {
                    if (field.getKey().equals(THINKING)) {
                        message.thinking(field.getValue().asText());
                    } else {
                        attributes.put(field.getKey(), field.getValue().asText());
                    }
                });
        message.attributes(attributes);
    }
}
