package runnel.wire;

import java.util.function.Function;
import runnel.base.Hash;
import runnel.base.Problem;
import runnel.conversation.Accepted;
import runnel.conversation.Conversation;
import runnel.conversation.ConversationStore;
import runnel.conversation.Conversations;
import runnel.http.Request;
import runnel.llm.Prices;
import runnel.run.Runs;

/**
 * What every wire needs of the core.
 *
 * @param owner tells who sends a request; everything is done and shown on behalf of that owner
 * @param prices what answers cost
 */
public record Core(
        Conversations conversations,
        Runs runs,
        LiveStream live,
        Function<Request, String> owner,
        Prices prices) {
    private static final int NAME_CHARS = 40;

    /** Characters of the secret in a link, of five bits each. */
    public static final int LINK_CHARS = 40;

    /** How long a deleted conversation can be restored. */
    public long undoMillis() {
        return conversations.undoMillis();
    }

    public ConversationStore store() {
        return conversations.store();
    }

    /**
     * Where a run of this owner belongs.
     *
     * @throws Problem {@code run-unknown} where there is none, or it is another's
     */
    public Accepted run(String owner, String run) {
        return store().run(run)
                .filter(accepted ->
                        store().find(accepted.conversation())
                                .filter(summary -> summary.owner().equals(owner))
                                .isPresent())
                .orElseThrow(() -> new Problem(Problem.Kind.NOT_FOUND, "run-unknown", run));
    }

    /**
     * The run of which a reader has seen a part.
     *
     * @param given how far, in the reader's words
     * @throws Problem {@code resume-unknown} where no run of this conversation was there
     */
    public Accepted resumed(String owner, String id, String given) {
        try (var conversation = conversations.open(id, owner)) {
            var seq = Resume.place(given, conversation).orElse(conversation.log().durable());
            return Resume.run(conversation, store(), seq)
                    .orElseThrow(() -> new Problem(Problem.Kind.INVALID, "resume-unknown", given));
        }
    }

    /**
     * The conversation that lasts for a user's name: each name has its own, and no name can be made
     * to hit another's.
     */
    public static String conversationOf(String user) {
        return "user-" + Hash.of(user).substring(0, NAME_CHARS);
    }

    /**
     * Opens the conversation that may be read by a link; to be closed.
     *
     * @param secret in the link
     * @throws Problem {@code link-unknown} where there is no such link, or no more
     */
    public Conversation shared(String secret) {
        var link = linkOf(secret);
        var found = store().shared(link).orElseThrow(Core::noLink);
        var conversation = conversations.open(found.id());
        if (!conversation.isSharedBy(link)) {
            conversation.close();
            throw noLink();
        }
        return conversation;
    }

    /** What is kept of a link, made from the secret in it. */
    public static String linkOf(String secret) {
        return Hash.of(secret);
    }

    private static Problem noLink() {
        return new Problem(Problem.Kind.NOT_FOUND, "link-unknown");
    }
}
