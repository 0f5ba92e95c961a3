package runnel.conversation;

import runnel.event.Event;

/**
 * What people have decided about a conversation as a whole: a fold of its arrangements.
 *
 * @param folder empty for none
 * @param model full name of the model that answers where none is asked for; empty for the default
 * @param instruction what every model is told before the conversation; empty for nothing
 * @param deletedUntilMillis until when it can be restored; 0 where it is not deleted
 */
public record Profile(
        String title,
        String folder,
        boolean pinned,
        boolean archived,
        String model,
        String instruction,
        long deletedUntilMillis) {

    /** A conversation that has nothing but a title. */
    public static Profile of(String title) {
        return new Profile(title, "", false, false, "", "", 0);
    }

    public boolean isDeleted() {
        return deletedUntilMillis > 0;
    }

    /** The same after a change. */
    public Profile with(Event.Arrangement change) {
        return switch (change) {
            case Event.TitleChange(var title) ->
                    new Profile(
                            title,
                            folder,
                            pinned,
                            archived,
                            model,
                            instruction,
                            deletedUntilMillis);
            case Event.FolderChange(var folder) ->
                    new Profile(
                            title,
                            folder,
                            pinned,
                            archived,
                            model,
                            instruction,
                            deletedUntilMillis);
            case Event.PinChange(var pinned) ->
                    new Profile(
                            title,
                            folder,
                            pinned,
                            archived,
                            model,
                            instruction,
                            deletedUntilMillis);
            case Event.ArchiveChange(var archived) ->
                    new Profile(
                            title,
                            folder,
                            pinned,
                            archived,
                            model,
                            instruction,
                            deletedUntilMillis);
            case Event.ModelChoice(var model) ->
                    new Profile(
                            title,
                            folder,
                            pinned,
                            archived,
                            model,
                            instruction,
                            deletedUntilMillis);
            case Event.InstructionChange(var instruction) ->
                    new Profile(
                            title,
                            folder,
                            pinned,
                            archived,
                            model,
                            instruction,
                            deletedUntilMillis);
            case Event.ConversationDelete(var untilMillis) ->
                    new Profile(title, folder, pinned, archived, model, instruction, untilMillis);
            case Event.ConversationRestore() ->
                    new Profile(title, folder, pinned, archived, model, instruction, 0);
        };
    }
}
