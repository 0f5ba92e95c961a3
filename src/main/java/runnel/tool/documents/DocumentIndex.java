package runnel.tool.documents;

import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import org.apache.lucene.index.IndexWriter;
import org.apache.lucene.index.IndexWriterConfig;
import org.apache.lucene.index.SerialMergeScheduler;
import org.apache.lucene.index.Term;
import org.apache.lucene.search.BooleanClause;
import org.apache.lucene.search.BooleanQuery;
import org.apache.lucene.search.IndexSearcher;
import org.apache.lucene.search.Query;
import org.apache.lucene.search.SearcherManager;
import org.apache.lucene.search.Sort;
import org.apache.lucene.search.SortField;
import org.apache.lucene.search.TermInSetQuery;
import org.apache.lucene.search.TermQuery;
import org.apache.lucene.store.FSDirectory;
import org.apache.lucene.util.BytesRef;
import runnel.tool.documents.read.Passage;

/**
 * Passages on disk, found by their words. One thread writes, any may search; what was written is
 * found after {@link #commit}.
 */
final class DocumentIndex implements AutoCloseable {
    /** Raised when documents are cut, or words are looked up, in another way. */
    private static final String FORM = "1";

    /** A passage that fits worse than this share of the best one is no answer. */
    private static final float FITTING = 0.25f;

    private static final double BUFFER_MEGABYTES = 16;

    /** It would advise a module of the JDK that we do without. Kept, or it forgets its level. */
    private static final java.util.logging.Logger ADVICE =
            java.util.logging.Logger.getLogger(
                    "org.apache.lucene.internal.vectorization.VectorizationProvider");

    static {
        ADVICE.setLevel(java.util.logging.Level.OFF);
    }

    private final FSDirectory directory;
    private final IndexWriter writer;
    private final SearcherManager searchers;

    private DocumentIndex(FSDirectory directory) throws IOException {
        this.directory = directory;
        // Merges happen on the thread that writes: there is none that lives on.
        var config =
                new IndexWriterConfig(new Words(false))
                        .setMergeScheduler(new SerialMergeScheduler())
                        .setRAMBufferSizeMB(BUFFER_MEGABYTES);
        writer = new IndexWriter(directory, config);
        try {
            if (!isOfThisForm()) {
                writer.deleteAll();
            }
            searchers = new SearcherManager(writer, null);
        } catch (IOException | RuntimeException e) {
            writer.rollback();
            throw e;
        }
    }

    static DocumentIndex open(Path path) throws IOException {
        var directory = FSDirectory.open(path);
        try {
            return new DocumentIndex(directory);
        } catch (IOException | RuntimeException e) {
            directory.close();
            throw e;
        }
    }

    /** Takes a document in, in place of what was known of it. */
    void put(Entry entry, List<Passage> passages) throws IOException {
        writer.updateDocuments(new Term(Form.KEY, entry.key()), Form.documents(entry, passages));
    }

    void remove(Entry entry) throws IOException {
        writer.deleteDocuments(new Term(Form.KEY, entry.key()));
    }

    void remove(Shelf shelf) throws IOException {
        writer.deleteDocuments(new Term(Form.SHELF, shelf.name()));
    }

    /** Takes what was deleted out of the files too, not only out of sight. */
    void expunge() throws IOException {
        writer.forceMergeDeletes();
    }

    void commit() throws IOException {
        writer.setLiveCommitData(java.util.Map.of("form", FORM).entrySet());
        writer.commit();
        searchers.maybeRefreshBlocking();
    }

    /** All documents of a shelf that are known. */
    List<Entry> entries(Shelf shelf) throws IOException {
        var query =
                new BooleanQuery.Builder()
                        .add(shelves(Set.of(shelf)), BooleanClause.Occur.FILTER)
                        .add(
                                new TermQuery(new Term(Form.RECORD, "yes")),
                                BooleanClause.Occur.FILTER)
                        .build();
        return ask(searcher -> {
            var entries = new ArrayList<Entry>();
            var most = Math.max(1, searcher.count(query));
            var stored = searcher.storedFields();
            for (var found : searcher.search(query, most).scoreDocs) {
                entries.add(Form.entry(shelf, stored.document(found.doc)));
            }
            return entries;
        });
    }

    /**
     * The passages that fit best, best one first.
     *
     * @param shelves where to look
     */
    List<Hit> search(String question, Set<Shelf> shelves, int count) throws IOException {
        var query = Question.of(question);
        if (query.isEmpty()) {
            return List.of();
        }
        var within =
                new BooleanQuery.Builder()
                        .add(query.get(), BooleanClause.Occur.MUST)
                        .add(shelves(shelves), BooleanClause.Occur.FILTER)
                        .build();
        return ask(searcher -> {
            var found = searcher.search(within, count);
            var least = found.scoreDocs.length == 0 ? 0 : found.scoreDocs[0].score * FITTING;
            return Form.hits(searcher.storedFields(), found, least);
        });
    }

    /** Passages of one document, in order. */
    List<Hit> passages(Shelf shelf, String path, int from, int count) throws IOException {
        var query =
                new BooleanQuery.Builder()
                        .add(
                                new TermQuery(new Term(Form.KEY, Entry.key(shelf, path))),
                                BooleanClause.Occur.FILTER)
                        .add(
                                new TermQuery(new Term(Form.RECORD, "yes")),
                                BooleanClause.Occur.MUST_NOT)
                        .build();
        var order = new Sort(new SortField("order", SortField.Type.INT));
        return ask(searcher -> {
            var found = searcher.search(query, from + count, order);
            var hits = Form.hits(searcher.storedFields(), found, Float.NEGATIVE_INFINITY);
            return hits.subList(Math.min(from, hits.size()), hits.size());
        });
    }

    @Override
    public void close() throws IOException {
        searchers.close();
        writer.close();
        directory.close();
    }

    private interface Asking<T> {
        T of(IndexSearcher searcher) throws IOException;
    }

    private <T> T ask(Asking<T> asking) throws IOException {
        var searcher = searchers.acquire();
        try {
            return asking.of(searcher);
        } finally {
            searchers.release(searcher);
        }
    }

    private boolean isOfThisForm() {
        var data = writer.getLiveCommitData();
        if (data == null) {
            return false;
        }
        for (var entry : data) {
            if (entry.getKey().equals("form")) {
                return entry.getValue().equals(FORM);
            }
        }
        return false;
    }

    private static Query shelves(Set<Shelf> shelves) {
        return new TermInSetQuery(
                Form.SHELF, shelves.stream().map(shelf -> new BytesRef(shelf.name())).toList());
    }
}
