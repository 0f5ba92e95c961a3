package runnel.cli.chat;

import java.util.List;
import runnel.base.Json;

/**
 * A message to be sent.
 *
 * @param target the conversation it goes into
 * @param model the model that shall answer; empty for the default
 * @param agent who shall answer; empty for the one of the conversation
 * @param key the same for every attempt to send it, so that it is sent once
 * @param files ids of files that the server has
 */
record Ask(Target target, String text, String model, String agent, String key, List<String> files) {
    Ask {
        files = List.copyOf(files);
    }

    /** The conversation that a message goes into. */
    sealed interface Target {
        /** A conversation that does not exist yet. */
        record New() implements Target {}

        /** The lasting conversation of a user. */
        record User(String name) implements Target {}

        record Existing(String id) implements Target {}
    }

    /** Whether it is the other but for the key. */
    boolean saysTheSame(Ask other) {
        return equals(
                new Ask(other.target, other.text, other.model, other.agent, key, other.files));
    }

    String json() {
        var json = Json.object().put("text", text).put("idempotencyKey", key);
        if (!model.isEmpty()) {
            json.put("model", model);
        }
        if (!agent.isEmpty()) {
            json.put("agent", agent);
        }
        if (!files.isEmpty()) {
            files.forEach(json.putArray("files")::add);
        }
        switch (target) {
            case Target.New created -> {}
            case Target.User user -> json.put("user", user.name());
            case Target.Existing existing -> json.put("conversation", existing.id());
        }
        return json.toString();
    }
}
