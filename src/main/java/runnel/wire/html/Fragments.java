package runnel.wire.html;

import java.util.List;
import runnel.base.Problem;
import runnel.conversation.Header;
import runnel.conversation.Message;
import runnel.conversation.Profile;
import runnel.conversation.Transcript;
import runnel.event.Feedback;
import runnel.event.Outcome;
import runnel.markdown.MarkdownStream;
import runnel.tool.ToolServer;

/**
 * The pieces of HTML that a page is made of and that its stream brings later, for one viewer of one
 * conversation.
 *
 * <p>Each piece has one outermost element, or several beside each other, with the ids that {@link
 * Ids} names.
 */
public interface Fragments {
    /** The visible messages, one after the other, before them the way to older ones. */
    String messages(Transcript transcript);

    /** One message; one that is being written has no foot but a sign of life. */
    String message(Message message);

    /** What stands below a reply: what went wrong, its versions, what can be done with it. */
    String foot(Message message);

    /** The empty place of a part. */
    String part(String message, int index, boolean reasoning);

    /** What the fold over a part of reasoning says once the part is complete. */
    String reasoningLabel();

    /** A tool call that begins. */
    String tool(String message, String run, Message.Part.Tool tool);

    /** What a tool call's fold says. */
    String toolHead(String message, Message.Part.Tool tool);

    /** The same for a call that its run left behind. */
    String toolStopped(String message, Message.Part.Tool tool);

    /** The question to the owner; empty of content where there is none. */
    String toolQuestion(String message, String run, Message.Part.Tool tool);

    /** The place of a helper's reply, with what is there of it. */
    String helper(String message, String run, Message.Part.Delegation helper);

    /** The heading from which on another agent answers. */
    String handover(String message, Message.Part.Handover change);

    /** Says once to those who listen that a tool call needs their word. */
    String asks();

    /** A source in a reply's list of them. */
    String source(String message, Message.Part.Source source);

    /** What its owner thinks of a reply, and may think. */
    String feedback(String message, Feedback feedback);

    /** That models are told this instead of all that was said up to a reply. */
    String summary(String message, String text);

    /** All messages in the mailbox. */
    String waiting(List<Message> messages);

    /** Stop, pause and go on. */
    String controls(String run, boolean paused);

    /** The same while nothing runs. */
    String idle();

    /** What has to be said of the conversation as a whole: that it is deleted. */
    String state(Profile profile);

    /** What can be done with the conversation as a whole. */
    String arrange(Profile profile);

    /** What every model is told. */
    String settings(Profile profile);

    /** The choice of the agent that answers. */
    String agent(Profile profile);

    /** The choice of the model that answers. */
    String model(Profile profile);

    /** What the browser's window is called. */
    String windowTitle(String title);

    /** What to call a conversation of this title, which may be empty. */
    String title(String title);

    /** Says once to those who listen that a reply has come to this state. */
    String announcement(Header.State state);

    /**
     * Says to whoever looks at something else how a run has ended in a conversation of that title.
     */
    String news(String title, Outcome outcome);

    /** Says why the page is not kept up to date for now. */
    String trouble(Problem problem);

    /** Says what has changed about a server of tools. */
    String news(ToolServer.Change change);

    /** The renderer of a part that begins. */
    MarkdownStream markdown(String part);
}
