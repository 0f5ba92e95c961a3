package runnel.conversation;

import java.io.IOException;
import java.io.InputStream;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** Where files are not kept. */
final class NoFiles implements FileStore {
    @Override
    public Attachment keep(String owner, String name, InputStream content) throws IOException {
        throw new IOException("files are not kept here");
    }

    @Override
    public Optional<Stored> find(String file) {
        return Optional.empty();
    }

    @Override
    public Map<String, List<Attachment>> of(String conversation, List<String> messages) {
        return Map.of();
    }

    @Override
    public List<Stored> of(String conversation) {
        return List.of();
    }

    @Override
    public boolean isEmpty() {
        return true;
    }

    @Override
    public void erase(String conversation) {}
}
