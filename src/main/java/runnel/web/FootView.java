package runnel.web;

import runnel.base.Problem;
import runnel.conversation.Header;
import runnel.conversation.Message;
import runnel.conversation.Turn;
import runnel.conversation.Wait;
import runnel.event.Feedback;
import runnel.llm.Prices;

/**
 * What stands below a message.
 *
 * @param path where its commands are posted to
 * @param silent whether it is being written and nothing was said yet
 * @param waits what it waits for; empty for nothing
 * @param state how it ended, in a word, where that is not as it should be; empty otherwise
 * @param problem what went wrong; empty for nothing
 * @param hint what to do about it; may be empty
 * @param truncated whether it broke off, and may be asked to go on
 * @param version which of the versions it is, from 1
 * @param previous path of the version before; empty for none
 * @param next path of the version after; empty for none
 * @param model full name; empty where unknown
 * @param cost empty where no price is known
 * @param feedback what its owner thinks of it
 */
public record FootView(
        String id,
        String path,
        boolean person,
        boolean writing,
        boolean silent,
        String waits,
        String state,
        String problem,
        String hint,
        boolean truncated,
        int version,
        int versions,
        String previous,
        String next,
        String model,
        String tokens,
        String cost,
        String time,
        Feedback feedback) {

    static FootView of(Message message, String conversationPath, Viewer viewer, Prices prices) {
        var header = message.header();
        var turn = message.turn();
        var ids = message.versions();
        var at = Math.max(0, ids.indexOf(message.id()));
        var problem =
                new Problem(Problem.Kind.UPSTREAM, turn.problem(), turn.problemValues().toArray());
        var troubled = !turn.problem().isEmpty();
        return new FootView(
                message.id(),
                conversationPath + "/messages/" + message.id(),
                header.author() == Header.Author.PERSON,
                header.state() == Header.State.WRITING,
                header.state() == Header.State.WRITING
                        && message.parts().isEmpty()
                        && turn.awaits().isNone(),
                header.state() == Header.State.WRITING ? waits(turn.awaits(), viewer) : "",
                troubled
                        ? ""
                        : isEmpty(message)
                                ? viewer.text("state.empty")
                                : state(header.state(), viewer),
                troubled ? problem.message(viewer.messages()) : "",
                troubled ? problem.hint(viewer.messages()) : "",
                header.state() == Header.State.TRUNCATED,
                at + 1,
                ids.size(),
                at > 0 ? conversationPath + "/messages/" + ids.get(at - 1) : "",
                at < ids.size() - 1 ? conversationPath + "/messages/" + ids.get(at + 1) : "",
                turn.model(),
                turn.outputTokens() > 0 ? tokens(turn, viewer) : "",
                prices.of(
                                turn.model(),
                                turn.inputTokens(),
                                turn.cachedTokens(),
                                turn.outputTokens())
                        .filter(cost -> turn.outputTokens() > 0)
                        .orElse(""),
                viewer.moment(turn.endMillis() > 0 ? turn.endMillis() : header.timeMillis()),
                message.note().feedback());
    }

    /** The model's name without its provider. */
    public String modelName() {
        return model.substring(model.indexOf('/') + 1);
    }

    private static String tokens(Turn turn, Viewer viewer) {
        var read = viewer.number(turn.inputTokens());
        var written = viewer.number(turn.outputTokens());
        return turn.cachedTokens() > 0
                ? viewer.text("tokens.cached", read, written, viewer.number(turn.cachedTokens()))
                : viewer.text("tokens", read, written);
    }

    private static String waits(Wait wait, Viewer viewer) {
        if (wait.isNone()) {
            return "";
        }
        var reason = wait.reason().message(viewer.messages());
        return viewer.text("model-waits", wait.seconds(), reason);
    }

    /** Whether the model had nothing to say, which a reader would take for a fault of the page. */
    private static boolean isEmpty(Message message) {
        return message.header().state() == Header.State.DONE
                && message.header().author() == Header.Author.AGENT
                && message.parts().stream().allMatch(Message.Part.Reasoning.class::isInstance);
    }

    private static String state(Header.State state, Viewer viewer) {
        return switch (state) {
            case CANCELLED -> viewer.text("state.cancelled");
            case INTERRUPTED -> viewer.text("state.interrupted");
            case FAILED -> viewer.text("state.failed");
            case TRUNCATED -> viewer.text("state.truncated");
            case WAITING, SENT, REMOVED, WRITING, DONE -> "";
        };
    }
}
