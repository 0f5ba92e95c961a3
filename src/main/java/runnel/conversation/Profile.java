package runnel.conversation;

import runnel.event.Event;

/**
 * What people have decided about a conversation as a whole: a fold of its arrangements.
 *
 * @param folder empty for none
 * @param agent name of the agent that answers where none is asked for; empty for the standard one
 * @param model full name of the model that answers where none is asked for; empty for the default
 * @param instruction what every model is told before the conversation; empty for nothing
 * @param link hash of the secret in the link by which others may read; empty where there is none
 * @param deletedUntilMillis until when it can be restored; 0 where it is not deleted
 */
public record Profile(
        String title,
        String folder,
        boolean pinned,
        boolean archived,
        String agent,
        String model,
        String instruction,
        String link,
        long deletedUntilMillis) {

    /** A conversation that has nothing but a title. */
    public static Profile of(String title) {
        return new Profile(title, "", false, false, "", "", "", "", 0);
    }

    /** Whether others than the owner may read it. */
    public boolean isShared() {
        return !link.isEmpty() && !isDeleted();
    }

    public boolean isDeleted() {
        return deletedUntilMillis > 0;
    }

    /** The same after a change. */
    public Profile with(Event.Arrangement change) {
        return switch (change) {
            case Event.TitleChange(var title) ->
                    of(title, folder, pinned, archived, deletedUntilMillis);
            case Event.FolderChange(var folder) ->
                    of(title, folder, pinned, archived, deletedUntilMillis);
            case Event.PinChange(var pinned) ->
                    of(title, folder, pinned, archived, deletedUntilMillis);
            case Event.ArchiveChange(var archived) ->
                    of(title, folder, pinned, archived, deletedUntilMillis);
            case Event.AgentChoice(var agent) -> answered(agent, model, instruction, link);
            case Event.ModelChoice(var model) -> answered(agent, model, instruction, link);
            case Event.InstructionChange(var instruction) ->
                    answered(agent, model, instruction, link);
            case Event.ShareChange(var link) -> answered(agent, model, instruction, link);
            case Event.ConversationDelete(var untilMillis) ->
                    of(title, folder, pinned, archived, untilMillis);
            case Event.ConversationRestore() -> of(title, folder, pinned, archived, 0);
        };
    }

    /** The same, kept otherwise. */
    private Profile of(
            String title,
            String folder,
            boolean pinned,
            boolean archived,
            long deletedUntilMillis) {
        return new Profile(
                title,
                folder,
                pinned,
                archived,
                agent,
                model,
                instruction,
                link,
                deletedUntilMillis);
    }

    /** The same, answered or shown otherwise. */
    private Profile answered(String agent, String model, String instruction, String link) {
        return new Profile(
                title,
                folder,
                pinned,
                archived,
                agent,
                model,
                instruction,
                link,
                deletedUntilMillis);
    }
}
