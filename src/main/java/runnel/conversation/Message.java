package runnel.conversation;

import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;
import runnel.event.Event;

/**
 * One turn by one author, with its content.
 *
 * @param parts in the order in which they began; a person's message has one text part
 * @param versions ids of all versions of this message, oldest first, itself included
 * @param turn what its run says of it; {@link Turn#NONE} for a person's message
 * @param files what a person has sent with it
 * @param note what was noted about a reply later
 */
public record Message(
        Header header,
        List<Part> parts,
        List<String> versions,
        Turn turn,
        List<Attachment> files,
        ConversationStore.Note note) {
    public Message {
        parts = List.copyOf(parts);
        files = List.copyOf(files);
        versions = List.copyOf(versions);
    }

    /** A message without files. */
    public Message(Header header, List<Part> parts, List<String> versions, Turn turn) {
        this(header, parts, versions, turn, List.of());
    }

    /** A message about which nothing is noted. */
    public Message(
            Header header,
            List<Part> parts,
            List<String> versions,
            Turn turn,
            List<Attachment> files) {
        this(header, parts, versions, turn, files, ConversationStore.Note.NONE);
    }

    public String id() {
        return header.id();
    }

    /** The text parts, one after the other, each a paragraph of its own. */
    public String text() {
        return parts.stream()
                .filter(Part.Text.class::isInstance)
                .map(part -> ((Part.Text) part).text())
                .filter(text -> !text.isEmpty())
                .collect(Collectors.joining("\n\n"));
    }

    /**
     * A piece of a message. {@code index} is its place; {@code ended}: nothing will be added to it.
     */
    public sealed interface Part {
        int index();

        record Text(int index, String text, boolean ended) implements Part {}

        record Reasoning(int index, String text, boolean ended) implements Part {}

        /**
         * A tool call.
         *
         * @param step the model call that asked for it, from 0
         * @param call its id
         * @param arguments JSON text, as far as it is written
         * @param approval the last request for approval, if any
         * @param result for the model; empty while there is none
         */
        record Tool(
                int index,
                int step,
                String call,
                String tool,
                String arguments,
                State state,
                Optional<Approval> approval,
                String result,
                long millis)
                implements Part {
            /** Where a tool call is in its life. */
            public enum State {
                /** The model is writing its arguments. */
                WRITING,
                /** Not yet begun. */
                READY,
                /** The owner is asked. */
                ASKING,
                RUNNING,
                DONE,
                FAILED
            }

            /** A call of which nothing but its name is known. */
            public static Tool begun(Event.ToolRequest request, int step) {
                return new Tool(
                        request.part(),
                        step,
                        request.call(),
                        request.tool(),
                        "",
                        State.WRITING,
                        Optional.empty(),
                        "",
                        0);
            }

            /** Whether it has a result. */
            public boolean isOver() {
                return state == State.DONE || state == State.FAILED;
            }

            /** The same, with all its arguments. */
            public Tool ready() {
                return with(State.READY, approval);
            }

            public Tool asking(Event.ApprovalRequest request) {
                var asked =
                        new Approval(
                                request.approval(),
                                request.reason(),
                                request.untilMillis(),
                                Optional.empty());
                return with(State.ASKING, Optional.of(asked));
            }

            /** The same after an answer; an answer to another request changes nothing. */
            public Tool answered(Event.ApprovalAnswer answer) {
                return approval.filter(asked -> asked.id().equals(answer.approval()))
                        .map(asked -> with(State.READY, Optional.of(asked.with(answer.verdict()))))
                        .orElse(this);
            }

            public Tool running() {
                return with(State.RUNNING, approval);
            }

            public Tool over(Event.ToolEnd end) {
                return new Tool(
                        index,
                        step,
                        call,
                        tool,
                        arguments,
                        end.failed() ? State.FAILED : State.DONE,
                        approval,
                        end.text(),
                        end.millis());
            }

            /** The same with other arguments and another result, as far as they are at hand. */
            public Tool with(String arguments, String result) {
                return new Tool(
                        index, step, call, tool, arguments, state, approval, result, millis);
            }

            private Tool with(State state, Optional<Approval> approval) {
                return new Tool(
                        index, step, call, tool, arguments, state, approval, result, millis);
            }
        }

        /**
         * What a helper does for the reply, in a reply of its own.
         *
         * @param call the part of the tool call that asked for it
         * @param reply the id of the helper's reply
         * @param tokens of all its model calls; nothing while it is not over
         */
        record Delegation(
                int index,
                int call,
                String reply,
                String agent,
                String model,
                boolean ended,
                Tokens tokens,
                List<Part> parts,
                List<Step> steps)
                implements Part {
            public Delegation {
                parts = List.copyOf(parts);
                steps = List.copyOf(steps);
            }

            public static Delegation begun(Event.DelegateStart start) {
                return new Delegation(
                        start.part(),
                        start.call(),
                        start.reply(),
                        start.agent(),
                        start.model(),
                        false,
                        Tokens.NONE,
                        List.of(),
                        List.of());
            }

            public Delegation over(Event.DelegateEnd end) {
                var tokens =
                        new Tokens(
                                end.inputTokens(),
                                end.cachedTokens(),
                                end.outputTokens(),
                                end.reasoningTokens());
                return new Delegation(index, call, reply, agent, model, true, tokens, parts, steps);
            }

            /** The same with what has been written. */
            Delegation with(List<Part> parts, List<Step> steps) {
                return new Delegation(
                        index, call, reply, agent, model, ended, tokens, parts, steps);
            }
        }

        /**
         * Another agent answers from here on.
         *
         * @param call the part of the tool call that did so
         * @param note what it was told by the one before
         */
        record Handover(int index, int call, String agent, String model, String note)
                implements Part {
            public static Handover of(Event.AgentChange change) {
                return new Handover(
                        change.part(),
                        change.call(),
                        change.agent(),
                        change.model(),
                        change.note());
            }
        }

        /** A source that may be cited by its number. */
        record Source(int index, int number, String title, String url, String excerpt)
                implements Part {}
    }
}
