package runnel.conversation;

import runnel.base.Problem;
import runnel.base.Text;
import runnel.event.Event;

/** What a command about a conversation as a whole means, once its values are checked. */
final class Arranging {
    private Arranging() {}

    /**
     * @throws Problem when a value is too long
     */
    static void check(Command command) {
        switch (command) {
            case Command.PutAway _, Command.Instruct _ -> of(command);
            default -> {}
        }
    }

    /**
     * @throws Problem when a value is too long
     */
    static Event.Arrangement of(Command command) {
        return switch (command) {
            case Command.Rename(var title) ->
                    new Event.TitleChange(MessageText.checkedTitle(title));
            case Command.PutAway(var folder) -> new Event.FolderChange(folder(folder));
            case Command.Pin(var pinned) -> new Event.PinChange(pinned);
            case Command.Archive(var archived) -> new Event.ArchiveChange(archived);
            case Command.UseModel(var model) -> new Event.ModelChoice(model);
            case Command.UseAgent(var agent) -> new Event.AgentChoice(agent);
            case Command.Share(var link) -> new Event.ShareChange(link);
            case Command.Instruct(var instruction) ->
                    new Event.InstructionChange(
                            limited(
                                    instruction.strip(),
                                    Conversation.INSTRUCTION_CHARS,
                                    "instruction-too-long"));
            default -> throw new IllegalArgumentException("arranges nothing: " + command);
        };
    }

    /** A folder is a name on one line; what differs only in space is the same. */
    private static String folder(String name) {
        var line = name.strip().replaceAll("[\\s\\p{Cc}]+", " ");
        return limited(line, Conversation.FOLDER_CHARS, "folder-too-long");
    }

    private static String limited(String text, int chars, String code) {
        if (text.length() > chars) {
            throw new Problem(Problem.Kind.INVALID, code, text.length(), chars);
        }
        return Text.wellFormed(text);
    }
}
