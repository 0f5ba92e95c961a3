package runnel.tool.documents;

import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.apache.lucene.document.Document;
import org.apache.lucene.document.Field;
import org.apache.lucene.document.NumericDocValuesField;
import org.apache.lucene.document.StoredField;
import org.apache.lucene.document.StringField;
import org.apache.lucene.document.TextField;
import org.apache.lucene.index.StoredFields;
import org.apache.lucene.search.TopDocs;
import runnel.tool.documents.read.Passage;
import runnel.tool.documents.read.Unreadable.Reason;

/** How a document and its passages are written down for Lucene, and read again. */
final class Form {
    static final String KEY = "key";
    static final String SHELF = "shelf";
    static final String RECORD = "record";

    private Form() {}

    /** A record of the whole, and each passage. */
    static List<Document> documents(Entry entry, List<Passage> passages) {
        var documents = new ArrayList<Document>();
        var record = base(entry);
        record.add(new StringField(RECORD, "yes", Field.Store.NO));
        record.add(new StoredField("stamp", entry.stamp()));
        record.add(new StoredField("passages", entry.passages()));
        entry.reason().ifPresent(why -> record.add(new StoredField("reason", why.name())));
        documents.add(record);
        for (var number = 0; number < passages.size(); number++) {
            var passage = passages.get(number);
            var document = base(entry);
            document.add(new StoredField("number", number));
            document.add(new NumericDocValuesField("order", number));
            document.add(new StoredField("place", passage.place()));
            document.add(new TextField("text", passage.text(), Field.Store.YES));
            document.add(
                    new TextField(
                            "heading",
                            apart(entry.path()) + " " + entry.name() + " " + passage.place(),
                            Field.Store.NO));
            documents.add(document);
        }
        return documents;
    }

    private static Document base(Entry entry) {
        var document = new Document();
        document.add(new StringField(KEY, entry.key(), Field.Store.NO));
        document.add(new StringField(SHELF, entry.shelf().name(), Field.Store.YES));
        document.add(new StoredField("path", entry.path()));
        document.add(new StoredField("name", entry.name()));
        return document;
    }

    static Entry entry(Shelf shelf, Document record) {
        return new Entry(
                shelf,
                record.get("path"),
                record.get("name"),
                record.get("stamp"),
                record.getField("passages").numericValue().intValue(),
                Optional.ofNullable(record.get("reason")).map(Reason::valueOf));
    }

    /** Those that fit well enough. */
    static List<Hit> hits(StoredFields stored, TopDocs found, float least) throws IOException {
        var hits = new ArrayList<Hit>();
        for (var score : found.scoreDocs) {
            if (!(score.score < least)) {
                var document = stored.document(score.doc);
                hits.add(
                        new Hit(
                                document.get(SHELF),
                                document.get("path"),
                                document.get("name"),
                                document.getField("number").numericValue().intValue(),
                                document.get("place"),
                                document.get("text")));
            }
        }
        return hits;
    }

    // "annual-report_2025.pdf" is found by each of its words.
    private static String apart(String path) {
        return path.replaceAll("[^\\p{L}\\p{N}]+", " ");
    }
}
