package runnel.wire;

import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import java.util.function.Function;
import runnel.base.Problem;
import runnel.conversation.Accepted;
import runnel.conversation.ConversationStore;
import runnel.conversation.Conversations;
import runnel.http.Request;
import runnel.run.Runs;

/**
 * What every wire needs of the core.
 *
 * @param owner tells who sends a request; everything is done and shown on behalf of that owner
 */
public record Core(
        Conversations conversations, Runs runs, LiveStream live, Function<Request, String> owner) {
    private static final int NAME_CHARS = 40;

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
     * The conversation that lasts for a user's name: each name has its own, and no name can be made
     * to hit another's.
     */
    public static String conversationOf(String user) {
        try {
            var digest =
                    MessageDigest.getInstance("SHA-256")
                            .digest(user.getBytes(StandardCharsets.UTF_8));
            return "user-" + HexFormat.of().formatHex(digest).substring(0, NAME_CHARS);
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException(e);
        }
    }
}
