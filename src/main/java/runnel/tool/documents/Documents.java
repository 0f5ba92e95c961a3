package runnel.tool.documents;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import runnel.base.Clock;
import runnel.tool.Attachments;
import runnel.tool.Attachments.Attachment;
import runnel.tool.DocumentStatus;
import runnel.tool.DocumentText;
import runnel.tool.Tool;
import runnel.tool.ToolFailure;
import runnel.tool.ToolSource;

/**
 * Documents that can be searched: those of the operator's folder, and what is attached to
 * conversations. What has changed is found when somebody asks; nothing is watched. Thread-safe.
 */
public final class Documents implements ToolSource, AutoCloseable {
    private static final Logger LOG = LoggerFactory.getLogger(Documents.class);
    private static final int NAMES = 30;

    private final Optional<Folder> folder;
    private final Attachments attachments;
    private final Intake intake;
    private final Limits limits;
    private final List<Tool> tools;

    private Documents(
            Optional<Path> folder, Path data, Attachments attachments, Limits limits, Clock clock) {
        this.folder = folder.map(root -> new Folder(root, limits));
        this.attachments = attachments;
        this.limits = limits;
        intake = new Intake(data, this.folder, limits, clock);
        tools = List.of(new SearchDocumentsTool(this), new ReadDocumentTool(this));
    }

    /**
     * Begins to read the folder; comes back at once.
     *
     * @param folder the operator's; empty for none
     * @param data where the index is kept
     */
    public static Documents open(
            Optional<Path> folder, Path data, Attachments attachments, Clock clock) {
        return open(folder, data, attachments, Limits.DEFAULT, clock);
    }

    static Documents open(
            Optional<Path> folder, Path data, Attachments attachments, Limits limits, Clock clock) {
        var documents = new Documents(folder, data, attachments, limits, clock);
        if (folder.isPresent()) {
            documents.intake.look();
        }
        return documents;
    }

    /** Searching and reading, where there is anything to be searched. */
    @Override
    public List<Tool> tools() {
        return folder.isEmpty() && attachments.isEmpty() ? List.of() : tools;
    }

    public DocumentStatus status() {
        return intake.status(folder.map(where -> where.root().toString()).orElse(""));
    }

    /**
     * Takes all that was attached to a conversation out of the index, and out of its files.
     *
     * @return done when nothing of it is left
     */
    public CompletableFuture<Void> forget(String conversation) {
        return intake.forget(conversation);
    }

    @Override
    public void close() {
        intake.close();
    }

    /** What an asking found, and whether all was read by then. */
    record Found(List<Hit> hits, int waiting) {}

    Found search(String question, String conversation, int count) throws InterruptedException {
        var shelves = look(conversation);
        try {
            return new Found(intake.index().search(question, shelves, count), intake.waiting());
        } catch (IOException e) {
            throw failure(e);
        }
    }

    /**
     * Passages of a document, in order.
     *
     * @param name or its path in the folder, or a part of that
     */
    List<Hit> read(String name, String conversation, int from, int count)
            throws InterruptedException {
        var shelves = look(conversation);
        try {
            var entries = new ArrayList<Entry>();
            for (var shelf : shelves) {
                entries.addAll(intake.index().entries(shelf));
            }
            var entry = named(name, entries);
            return intake.index().passages(entry.shelf(), entry.path(), from, count);
        } catch (IOException e) {
            throw failure(e);
        }
    }

    /** What the index has of a document of the folder: the file itself is not touched. */
    public DocumentText text(String path, int from, int count) {
        try {
            var found = intake.index().passages(new Shelf.Folder(), path, from, count + 1);
            return new DocumentText(
                    path,
                    found.stream()
                            .limit(count)
                            .map(hit ->
                                    new DocumentText.Passage(hit.number(), hit.place(), hit.text()))
                            .toList(),
                    found.size() > count);
        } catch (IOException e) {
            LOG.error("document {} cannot be shown", path, e);
            return new DocumentText(path, List.of(), false);
        }
    }

    /** Where a browser finds a document, at the passage; empty where it cannot. */
    String url(Hit hit, String conversation) {
        if (hit.shelf().equals(new Shelf.Folder().name())) {
            return DocumentText.url(hit.path(), hit.number());
        }
        return hit.shelf().equals(new Shelf.Attached(conversation).name())
                ? attachments.of(conversation).stream()
                        .filter(attachment -> attachment.id().equals(hit.path()))
                        .map(Attachment::url)
                        .findFirst()
                        .orElse("")
                : "";
    }

    private Set<Shelf> look(String conversation) throws InterruptedException {
        var shelves = new HashSet<Shelf>();
        if (folder.isPresent()) {
            shelves.add(new Shelf.Folder());
            intake.look();
        }
        var attached = attachments.of(conversation);
        if (!attached.isEmpty()) {
            shelves.add(new Shelf.Attached(conversation));
            intake.attached(conversation, attached);
        }
        intake.await(limits.waitMillis());
        return shelves;
    }

    private static Entry named(String name, List<Entry> entries) {
        var wanted = name.strip();
        for (var fits :
                List.<java.util.function.Predicate<Entry>>of(
                        entry -> entry.name().equals(wanted) || entry.path().equals(wanted),
                        entry -> entry.name().equalsIgnoreCase(wanted),
                        entry ->
                                entry.name()
                                        .toLowerCase(java.util.Locale.ROOT)
                                        .contains(wanted.toLowerCase(java.util.Locale.ROOT)))) {
            var found = entries.stream().filter(fits).findFirst();
            if (found.isPresent()) {
                found.get()
                        .reason()
                        .ifPresent(why -> {
                            throw new ToolFailure(
                                    found.get().name() + " cannot be read: " + why.words() + ".");
                        });
                return found.get();
            }
        }
        var names = entries.stream().map(Entry::name).sorted().limit(NAMES).toList();
        throw new ToolFailure(
                "There is no document \"%s\". %s"
                        .formatted(
                                wanted,
                                names.isEmpty()
                                        ? "There are none."
                                        : "There are: " + String.join(", ", names) + "."));
    }

    private static ToolFailure failure(IOException e) {
        LOG.error("documents cannot be searched", e);
        return new ToolFailure("The documents cannot be searched now.");
    }

    /** The folder as it is written down, with links resolved. */
    public static Path folder(String path) throws IOException {
        var home = System.getProperty("user.home", ".");
        var root = Path.of(path.startsWith("~") ? home + path.substring(1) : path).toRealPath();
        if (!Files.isDirectory(root)) {
            throw new IOException("no directory: " + root);
        }
        return root;
    }
}
