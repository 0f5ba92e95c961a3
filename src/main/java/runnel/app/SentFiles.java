package runnel.app;

import java.util.List;
import runnel.conversation.FileStore;
import runnel.tool.Attachments;
import runnel.wire.json.FilesApi;

/** The files of messages as the tools see them: what can be searched. */
record SentFiles(FileStore files) implements Attachments {
    @Override
    public boolean isEmpty() {
        return files.isEmpty();
    }

    @Override
    public List<Attachment> of(String conversation) {
        return files.of(conversation).stream()
                .filter(stored -> !stored.attachment().isPicture())
                .map(stored ->
                        new Attachment(
                                stored.attachment().file(),
                                stored.attachment().name(),
                                FilesApi.path(stored.attachment().file()),
                                stored.path()))
                .toList();
    }
}
