package runnel.event;

import java.util.List;

/**
 * Something that happened in a conversation: an immutable fact, named noun-action.
 *
 * <p>Events are all there is: what people and programs see of a conversation is a fold of them.
 * Components are never null; where a text may be missing it is empty and says so. The JSON form is
 * made by {@link EventJson}.
 */
public sealed interface Event {
    /** What the first message of a conversation follows. */
    String ROOT = "root";

    /** Something that belongs to the reply which a run writes. */
    sealed interface OfReply extends Event {
        /** The reply, or that of a helper within it: {@code REPLY.PART}. */
        String message();

        /** The reply that a conversation knows as a message: that of a helper lies within it. */
        default String owner() {
            var dot = message().indexOf('.');
            return dot < 0 ? message() : message().substring(0, dot);
        }

        /** Whether it belongs to a reply or to that of a helper somewhere within it. */
        default boolean isWithin(String reply) {
            return message().startsWith(reply)
                    && (message().length() == reply.length()
                            || message().charAt(reply.length()) == '.');
        }
    }

    /**
     * A piece of something that grows: adjacent deltas of one part may be joined into one without
     * loss.
     */
    sealed interface Delta extends OfReply permits TextDelta, ReasoningDelta, ToolDelta {
        int part();

        String text();

        Delta with(String text);

        /** Whether {@code next} goes on where this piece ends, so that the two may be joined. */
        default boolean joins(Event next) {
            return next instanceof Delta delta
                    && delta.getClass() == getClass()
                    && delta.part() == part()
                    && delta.message().equals(message());
        }
    }

    /** First entry of every log. */
    record ConversationStart(String owner, String title) implements Event {}

    /** What a person decides about a conversation as a whole, apart from its messages. */
    sealed interface Arrangement extends Event {}

    record TitleChange(String title) implements Arrangement {}

    /** The conversation was put into a folder; an empty name takes it out. */
    record FolderChange(String folder) implements Arrangement {}

    record PinChange(boolean pinned) implements Arrangement {}

    record ArchiveChange(boolean archived) implements Arrangement {}

    /** Full name of the model that answers here where none is asked for; empty for the default. */
    record ModelChoice(String model) implements Arrangement {}

    /** Name of the agent that answers here where none is asked for; empty for the standard one. */
    record AgentChoice(String agent) implements Arrangement {}

    /** What every model is told before the conversation; empty for nothing. */
    record InstructionChange(String instruction) implements Arrangement {}

    /**
     * Whoever has a link may read the conversation.
     *
     * @param link hash of the secret in the link; empty where there is none any more
     */
    record ShareChange(String link) implements Arrangement {}

    /**
     * The conversation is to go.
     *
     * @param untilMillis until when it can be restored, milliseconds since 1970
     */
    record ConversationDelete(long untilMillis) implements Arrangement {}

    /** A deletion was taken back. */
    record ConversationRestore() implements Arrangement {}

    /**
     * A person's message was accepted; it waits in the mailbox until its run starts.
     *
     * @param parent the message it follows ({@code root} for none); empty where that is decided
     *     when its run starts
     * @param run the run that will answer it
     * @param agent who shall answer; empty for the default
     * @param model full name of the model that shall answer; empty for the default
     * @param key the client's idempotency key; empty for none
     */
    record MessageSend(
            String message,
            String parent,
            String author,
            String text,
            String run,
            String agent,
            String model,
            String key)
            implements Event {}

    /**
     * A message that was just sent has a file.
     *
     * @param place among the message's files, from 0
     * @param file its id
     * @param media its media type, found out from its content
     */
    record FileAttach(String message, int place, String file, String name, String media, long bytes)
            implements Event {}

    /** A waiting message got a new text. */
    record MessageEdit(String message, String text) implements Event {}

    /** A waiting message now comes before another one; last of all where that is empty. */
    record MessageMove(String message, String before) implements Event {}

    /** A waiting message was taken back before its run started. */
    record MessageRemove(String message) implements Event {}

    /** Another answer to a message that has one was asked for. */
    record ReplyRequest(String run, String message, String agent, String model) implements Event {}

    /** Of several versions, the one that the reader wants to see, with what follows it. */
    record VersionSelect(String message) implements Event {}

    /**
     * A run began to answer, or began anew.
     *
     * @param message the message that is answered
     * @param parent the message that the answered one follows; {@code root} for none
     * @param reply the message that is being written
     * @param model full name of the model in use
     * @param attempt 1 at first, more after an interruption
     */
    record RunStart(
            String run,
            String message,
            String parent,
            String reply,
            String agent,
            String model,
            int attempt)
            implements Event {}

    /** A piece of the answer. */
    record TextDelta(String message, int part, String text) implements Delta {
        @Override
        public TextDelta with(String text) {
            return new TextDelta(message, part, text);
        }
    }

    /** A piece of the model's thinking. */
    record ReasoningDelta(String message, int part, String text) implements Delta {
        @Override
        public ReasoningDelta with(String text) {
            return new ReasoningDelta(message, part, text);
        }
    }

    /** A piece of a tool call's arguments, as the model writes them. */
    record ToolDelta(String message, int part, String text) implements Delta {
        @Override
        public ToolDelta with(String text) {
            return new ToolDelta(message, part, text);
        }
    }

    /**
     * Another model answers from here on, since the one before failed before its first word.
     *
     * @param model its full name
     * @param code of the problem that the one before had
     */
    record ModelChange(String message, String model, String code, List<String> values)
            implements OfReply {
        public ModelChange {
            values = List.copyOf(values);
        }
    }

    /**
     * The model's provider has a problem that may pass: it is asked again after a while.
     *
     * @param code of the problem
     * @param millis how long that is; 0 when it is asked now
     */
    record ModelWait(String message, String code, List<String> values, long millis)
            implements OfReply {
        public ModelWait {
            values = List.copyOf(values);
        }
    }

    /** A part is written: no delta will be added to it. */
    record PartEnd(String message, int part) implements OfReply {}

    /**
     * The model begins to ask for a tool; the arguments follow as {@link ToolDelta}s.
     *
     * @param call the call's id, as the model is told it again
     */
    record ToolRequest(String message, int part, String call, String tool) implements OfReply {}

    /**
     * A model call is over, and what it asks for is known in full.
     *
     * @param step number of the call within the reply, from 0
     * @param memo what the provider wants to be handed back with this turn; empty for nothing
     */
    record StepEnd(
            String message,
            int step,
            long inputTokens,
            long cachedTokens,
            long outputTokens,
            long reasoningTokens,
            String memo)
            implements OfReply {}

    /**
     * A tool call waits for the owner's word.
     *
     * @param approval names this call with these arguments: other arguments have another name
     * @param reason {@code permission}, or {@code doubt} where an interruption left it unknown
     *     whether the call has taken effect
     * @param untilMillis when it expires, milliseconds since 1970
     */
    record ApprovalRequest(
            String message, int part, String approval, String reason, long untilMillis)
            implements OfReply {}

    /** An approval request was answered, or expired. */
    record ApprovalAnswer(String message, int part, String approval, Verdict verdict)
            implements OfReply {}

    /** A tool began to work. */
    record ToolStart(String message, int part) implements OfReply {}

    /**
     * What came of a tool call.
     *
     * @param text for the model; where {@code failed}, what went wrong
     * @param millis how long the tool worked; 0 where it was never begun
     */
    record ToolEnd(String message, int part, boolean failed, String text, long millis)
            implements OfReply {}

    /**
     * A source that the reply may rest on.
     *
     * @param number how it is cited: {@code [1]}; counted through the reply
     * @param url empty where it is no page
     * @param excerpt the words that matter; may be empty
     */
    record SourceAdd(String message, int part, int number, String title, String url, String excerpt)
            implements OfReply {}

    /**
     * A helper begins to work on a task, in a reply of its own within this one; or anew, when its
     * model said something else after an interruption.
     *
     * @param part its place in this reply
     * @param call the part of the tool call that asks for it
     * @param reply the helper's reply: its events bear it as their message
     * @param agent the helper's name
     * @param model full name of its model
     */
    record DelegateStart(
            String message, int part, int call, String reply, String agent, String model)
            implements OfReply {}

    /** A helper is done. The token counts are those of all its model calls. */
    record DelegateEnd(
            String message,
            int part,
            long inputTokens,
            long cachedTokens,
            long outputTokens,
            long reasoningTokens)
            implements OfReply {}

    /**
     * Another agent answers from here on: the one before has handed the conversation over.
     *
     * @param part its place in the reply
     * @param call the part of the tool call that did so
     * @param agent its name
     * @param model full name of its model
     * @param note what it is told by the one before
     */
    record AgentChange(String message, int part, int call, String agent, String model, String note)
            implements OfReply {}

    /**
     * A step of a workflow begins; what it shows comes as {@link TextDelta}s of the part that has
     * its number.
     *
     * @param part number of the step, from 0
     * @param expectedMillis how long it usually takes; -1 where nobody knows
     * @param restMillis how long it and all behind it usually take; -1 where nobody knows
     */
    record NodeStart(
            String message, int part, int total, String name, long expectedMillis, long restMillis)
            implements OfReply {}

    /**
     * What a step of a workflow was given, where that is more than what the steps before returned.
     *
     * @param input as JSON
     */
    record NodeInput(String message, int part, String input) implements OfReply {}

    /**
     * A step of a workflow is over.
     *
     * @param output what it returned, as JSON: the input of the steps behind it
     */
    record NodeEnd(String message, int part, int total, String name, String output, long millis)
            implements OfReply {}

    /**
     * What was said so far, in few words: models are given it in the place of the messages.
     *
     * @param message the last one that it covers, of those on the way to it
     * @param model full name of the model that wrote it
     */
    record SummaryAdd(String message, String model, String text) implements Event {}

    /** What the owner thinks of a reply. */
    record FeedbackChange(String message, Feedback feedback) implements Event {}

    record RunPause(String run) implements Event {}

    record RunResume(String run) implements Event {}

    /**
     * What went wrong in a run, as a problem's code and values, so that every reader gets it in
     * their language.
     *
     * @param code a code of {@link runnel.base.Problem}
     */
    record RunProblem(String run, String code, List<String> values) implements Event {
        public RunProblem {
            values = List.copyOf(values);
        }
    }

    /** A run is over. The token counts are the provider's, zero where it said nothing. */
    record RunEnd(
            String run,
            Outcome outcome,
            long inputTokens,
            long cachedTokens,
            long outputTokens,
            long reasoningTokens)
            implements Event {}
}
