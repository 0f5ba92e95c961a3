package runnel.cli.chat;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.HashSet;
import java.util.Optional;
import java.util.Set;
import runnel.base.Json;
import runnel.base.Messages;
import runnel.cli.terminal.Clean;
import runnel.cli.terminal.View;
import runnel.event.Outcome;
import runnel.llm.Usage;

/**
 * Tells a view what happens in a conversation, or in one run of it, frame by frame.
 *
 * <p>What was told is remembered, so that after a reset only the rest is told. Used by one thread
 * at a time.
 */
final class Narration {
    private final View view;
    private final Messages texts;
    private final boolean wholeConversation;
    private final ToolTeller tools;
    private final HelperTeller helpers;
    private final Footnotes footnotes;
    private final Set<String> told = new HashSet<>();
    private final StringBuilder text = new StringBuilder();
    private volatile String conversation = "";
    private volatile String run = "";
    private String reply = "";
    private String question = "";
    private int part = -1;
    private volatile Optional<Outcome> outcome = Optional.empty();
    private boolean explained;
    private boolean waits;
    private String trouble = "";

    /**
     * @param address of the server
     * @param wholeConversation whether all of it is told, or only one run
     */
    Narration(View view, Messages texts, String address, boolean wholeConversation) {
        this.view = view;
        this.texts = texts;
        this.wholeConversation = wholeConversation;
        this.tools = new ToolTeller(view, texts);
        this.helpers = new HelperTeller(view, texts);
        this.footnotes = new Footnotes(address);
    }

    /** The conversation that is told; empty before it is known. */
    String conversation() {
        return conversation;
    }

    /** The run that was told of last; empty before there is one. */
    String run() {
        return run;
    }

    /** The last message that a person sent; empty before there is one. */
    String question() {
        return question;
    }

    /** Whether a run is under way. */
    boolean isRunning() {
        return !run.isEmpty() && outcome.isEmpty();
    }

    /** How the last run ended; empty while it has not. */
    Optional<Outcome> outcome() {
        return outcome;
    }

    /** Whether a problem of a run was told. */
    boolean isExplained() {
        return explained;
    }

    void take(Frame frame) {
        var data = Json.parse(frame.data());
        if (waits) {
            // Whatever comes, the wait is over.
            waits = false;
            view.status("");
        }
        if (frame.event().equals("model-wait")) {
            waits(data);
            return;
        }
        if (helpers.take(frame.event(), data)) {
            return;
        }
        switch (frame.event()) {
            case "open" -> open(data);
            case "reset" -> state(data, Integer.MAX_VALUE);
            case "message-send" -> asked(text(data, "message"), text(data, "text"));
            case "message-edit" -> view.asked(text(data, "message"), text(data, "text"));
            case "message-remove" -> view.withdrawn(text(data, "message"));
            case "reply-request" -> view.notice(texts.text("cli.another"));
            case "run-start" -> start(data);
            case "reasoning-delta" -> piece(data, true);
            case "text-delta" -> piece(data, false);
            case "source-add" -> footnotes.add(data);
            case "run-pause" -> view.status(texts.text("cli.paused"));
            case "run-resume" -> view.status("");
            case "run-problem" -> problem(data);
            case "problem" -> trouble(data);
            case "run-end" ->
                    end(
                            Outcome.ofWord(text(data, "outcome")),
                            MessageState.usage(data.path("usage")));
            default -> tools.take(frame.event(), data);
        }
    }

    /** The request for approval that waits for an answer, if one does. */
    Optional<String> asked() {
        return helpers.asked().or(tools::asked);
    }

    /**
     * Tells a conversation as it stands.
     *
     * @param most messages to tell, the last ones
     */
    void state(JsonNode state, int most) {
        conversation = text(state, "conversation");
        var messages = state.path("messages");
        for (var index = 0; index < messages.size(); index++) {
            var message = new MessageState(messages.get(index));
            if (index < messages.size() - most) {
                told.add(message.id());
            } else if (message.isReply()) {
                reply(message);
            } else if (wholeConversation) {
                asked(message.id(), message.text());
                if (!message.isWaiting()) {
                    view.taken(message.id());
                }
            }
        }
        if (wholeConversation) {
            state.path("waiting")
                    .forEach(message ->
                            asked(text(message, "id"), new MessageState(message).text()));
            var active = text(state.path("active"), "run");
            if (!active.isEmpty() && !active.equals(run)) {
                run = active;
                outcome = Optional.empty();
            }
        }
    }

    private void open(JsonNode data) {
        conversation = text(data, "conversation");
        if (!wholeConversation) {
            run = text(data, "run");
        }
    }

    private void asked(String message, String words) {
        if (told.add(message)) {
            question = message;
            view.asked(message, words);
        }
    }

    private void start(JsonNode data) {
        var anew = text(data, "run").equals(run) && !reply.isEmpty() && !text.isEmpty();
        run = text(data, "run");
        outcome = Optional.empty();
        if (anew && text(data, "reply").equals(reply)) {
            // Taken up after an interruption, in place.
            return;
        }
        if (anew) {
            view.ended(Outcome.FAILED, Usage.NONE);
            view.notice(texts.text("cli.anew"));
        }
        view.taken(text(data, "message"));
        begin(text(data, "reply"));
    }

    private void begin(String reply) {
        this.reply = reply;
        told.add(reply);
        text.setLength(0);
        part = -1;
        tools.begin();
        helpers.begin();
        footnotes.begin();
        view.begun();
    }

    private void piece(JsonNode data, boolean reasoning) {
        if (!text(data, "message").equals(reply)) {
            begin(text(data, "message"));
        }
        var piece = text(data, "text");
        if (reasoning) {
            view.reasoning(piece);
            return;
        }
        if (part >= 0 && part != data.path("part").asInt()) {
            view.apart();
        }
        part = data.path("part").asInt();
        text.append(piece);
        view.text(piece);
    }

    /** A reply as it stands: told from the beginning, or from where the telling broke off. */
    private void reply(MessageState message) {
        var current = message.id().equals(reply);
        var foreign = !wholeConversation && !message.run().equals(run);
        var toldBefore = told.contains(message.id()) && !current;
        var toldWhole = current && outcome.isPresent() && message.text().contentEquals(text);
        if (foreign || toldBefore || toldWhole) {
            return;
        }
        if (!current || !message.text().startsWith(text.toString())) {
            if (current) {
                view.notice(texts.text("cli.anew"));
            }
            begin(message.id());
        }
        rest(message);
    }

    private void rest(MessageState message) {
        if (text.isEmpty() && !message.reasoning().isEmpty()) {
            view.reasoning(message.reasoning());
        }
        var rest = message.text().substring(text.length());
        if (!rest.isEmpty()) {
            text.append(rest);
            view.text(rest);
        }
        footnotes.stand(message.parts());
        if (message.isBeingWritten()) {
            tools.stand(message.parts());
            helpers.stand(message.parts());
            if (!message.awaited().isMissingNode()) {
                waits(message.awaited());
            }
        }
        part = message.lastText();
        run = message.run();
        outcome = Optional.empty();
        if (!message.isBeingWritten()) {
            if (!message.problem().isMissingNode()) {
                problem(message.problem());
            }
            end(message.outcome(), message.usage());
        }
    }

    private void problem(JsonNode problem) {
        explained = true;
        view.problem(Clean.line(text(problem, "message")), Clean.line(text(problem, "hint")));
    }

    /** Why the stream broke off; it is made again, and may break off again. */
    private void trouble(JsonNode problem) {
        var words = Clean.line(text(problem, "message") + " " + text(problem, "hint"));
        if (!words.equals(trouble)) {
            trouble = words;
            view.aside(words);
        }
    }

    /** The reply, or a helper of it, cannot go on for a while. */
    private void waits(JsonNode wait) {
        var seconds = Math.ceilDiv(wait.path("millis").asLong(), 1000L);
        if (seconds == 0) {
            return;
        }
        waits = true;
        view.status(texts.text("cli.model-waits", seconds, Clean.line(text(wait, "text"))));
    }

    private void end(Outcome outcome, Usage usage) {
        this.outcome = Optional.of(outcome);
        tools.begin();
        if (outcome == Outcome.DONE && text.isEmpty()) {
            view.notice(texts.text("cli.empty"));
        }
        view.ended(outcome, usage);
        var sources = footnotes.of(text);
        if (!sources.isEmpty()) {
            view.notice(sources);
        }
    }

    private static String text(JsonNode data, String name) {
        return data.path(name).asText();
    }
}
