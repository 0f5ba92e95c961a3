package runnel.cli.terminal;

import runnel.event.Outcome;
import runnel.llm.Usage;

/**
 * Who shows a conversation to the reader. Texts are as they came; to make them harmless is the
 * view's duty.
 */
public interface View {
    /** A message was sent, and waits for its run. */
    void asked(String message, String text);

    /** A waiting message was taken back. */
    void withdrawn(String message);

    /** A waiting message's turn has come. */
    void taken(String message);

    /** A reply begins. */
    void begun();

    /** A piece of the model's thinking. */
    void reasoning(String piece);

    /** A piece of the reply. */
    void text(String piece);

    /** What follows of the reply is a part of its own. */
    void apart();

    void problem(String message, String hint);

    /** The reply is over. */
    void ended(Outcome outcome, Usage usage);

    /** Something about the conversation that the reader should know. */
    void notice(String text);

    /** Says something in the midst of an answer that goes on. */
    default void aside(String text) {
        notice(text);
    }

    /** Something that is so for the moment; empty when it is over. */
    void status(String text);

    /** Whether the reader went away. */
    boolean isAbandoned();
}
