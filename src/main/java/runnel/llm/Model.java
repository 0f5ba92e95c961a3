package runnel.llm;

import runnel.base.Problem;
import runnel.tool.ToolOutput;

/**
 * A language model that can be talked to. Thread-safe; one call of {@link #stream} is one reply.
 *
 * <p>Replies are streamed only; whoever wants the whole text folds the stream.
 */
public interface Model {
    /** The name by which people choose it, unique within its provider. */
    String name();

    /**
     * Asks for a reply and hands every piece to the sink, in order, on the calling thread.
     *
     * <p>Blocks until the reply is complete. An interrupt of the calling thread stops it in any
     * phase and closes the connection to the provider. Pieces already handed over stay valid when
     * it throws.
     *
     * @return how the reply ended and what it cost; {@link Finish#TRUNCATED} where the provider
     *     broke off without saying so
     * @throws InterruptedException when stopped
     * @throws Problem when the provider could not be reached, refused, failed, fell silent or sent
     *     nonsense
     */
    Reply stream(Prompt prompt, Sink sink) throws InterruptedException;

    /**
     * Whether {@link Prompt#prefix} is honoured: the reply then holds only what follows the prefix.
     */
    default boolean continuesPrefix() {
        return false;
    }

    /**
     * Whether it only plays a model, so that what needs understanding is better done without it.
     */
    default boolean isSimulated() {
        return false;
    }

    /** Whether it understands what it is told; if not, nothing but talk is asked of it. */
    default boolean understands() {
        return true;
    }

    /** How large pictures may be. */
    default PictureLimits pictureLimits() {
        return PictureLimits.UNKNOWN;
    }

    /**
     * Receives the pieces of one reply. Called by one thread at a time; must be quick or block on
     * purpose.
     */
    interface Sink {
        void text(String piece);

        /** A piece of the model's thinking, kept apart from the answer. */
        void reasoning(String piece);

        /**
         * A piece of a tool call's arguments, as it is written; the whole call comes with the
         * reply.
         */
        default void toolArguments(String callId, String name, String piece) {}

        /** A source that the provider itself has found, and the reply rests on. */
        default void source(ToolOutput.Source source) {}

        /**
         * Nothing will come for a while, since the provider is asked again only then.
         *
         * @param reason what is wrong with it
         * @param millis how long; 0 when it is asked now
         */
        default void waits(Problem reason, long millis) {}

        /**
         * Another model answers instead of the one that was asked, before anything was said.
         *
         * @param model its full name
         * @param reason what was wrong with the one before
         */
        default void instead(String model, Problem reason) {}
    }
}
