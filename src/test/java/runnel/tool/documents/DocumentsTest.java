package runnel.tool.documents;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicLong;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import runnel.base.Clock;
import runnel.base.Json;
import runnel.testkit.Papers;
import runnel.tool.Attachments;
import runnel.tool.Tool;
import runnel.tool.ToolFailure;
import runnel.tool.ToolOutput;

/** A folder of documents and what is attached to conversations, searched by the tools. */
class DocumentsTest {
    private static final Tool.Caller ANN = new Tool.Caller("ann", "c-ann", "call");
    private static final Tool.Caller BOB = new Tool.Caller("bob", "c-bob", "call");
    private static final Limits LIMITS = new Limits(6, 3, 1 << 20, 300_000, 256, 60_000);

    @TempDir Path directory;

    private final AtomicLong seconds = new AtomicLong();
    private final Clock clock = () -> java.time.Instant.ofEpochSecond(seconds.addAndGet(5));
    private final Attached attached = new Attached();
    private Path folder;
    private Documents documents;

    @BeforeEach
    void open() throws IOException {
        folder = Files.createDirectories(directory.resolve("papers"));
        write(
                "hr/leave-policy.md",
                "# Leave\n\n## Annual\n\nEverybody has 25 days of annual leave.\n");
        write("handbook.txt", "The office opens at nine.\nParking is behind the house.\n");
        Files.write(folder.resolve("rivers.pdf"), Papers.pdf("Cover", "The Elbe is 1094 km long."));
        Files.write(
                folder.resolve("假期.docx"),
                Papers.docx("1 员工手册", "2 年假", "工作满一年的员工每年享有十五天带薪年假。", "2 报销", "出差费用凭发票报销。"));
        write("prices.csv", "item,price\napple,3\npear,5\n");
        documents = documents();
    }

    @AfterEach
    void close() {
        documents.close();
    }

    @Test
    void passagesAreFoundWithTheirPlaces() throws Exception {
        assertThat(titles(search(ANN, "how many days of annual leave do I have?")))
                .first()
                .isEqualTo("hr/leave-policy.md › Leave › Annual");
        assertThat(search(ANN, "length of the Elbe").sources().getFirst())
                .isEqualTo(
                        new ToolOutput.Source(
                                "rivers.pdf › p. 2",
                                "/documents/rivers.pdf?at=1#p1",
                                "The Elbe is 1094 km long."));
        assertThat(titles(search(ANN, "pear"))).containsExactly("prices.csv › rows 1–3");
        assertThat(titles(search(ANN, "parking"))).containsExactly("handbook.txt › line 1");
        // By its name alone.
        assertThat(titles(search(ANN, "handbook"))).containsExactly("handbook.txt › line 1");
    }

    @Test
    void chineseIsFoundByItsCharacters() throws Exception {
        assertThat(titles(search(ANN, "年假有多少天？"))).first().isEqualTo("假期.docx › 员工手册 › 年假");
        assertThat(titles(search(ANN, "怎么报销出差的费用"))).first().isEqualTo("假期.docx › 员工手册 › 报销");
    }

    @Test
    void whatIsQuotedMustStandThere() throws Exception {
        assertThat(titles(search(ANN, "\"annual leave\" Elbe")))
                .containsExactly("hr/leave-policy.md › Leave › Annual");
        assertThatThrownBy(() -> search(ANN, "\"leave annual house\""))
                .isInstanceOf(ToolFailure.class)
                .hasMessageContaining("No document has anything about");
    }

    @Test
    void changesOfTheFolderAreFound() throws Exception {
        assertThat(titles(search(ANN, "parking"))).hasSize(1);
        write("handbook.txt", "The office opens at ten.\nNo cars.\n");
        Files.delete(folder.resolve("rivers.pdf"));
        write("new.txt", "Zebras graze.\n");
        assertThatThrownBy(() -> search(ANN, "parking")).isInstanceOf(ToolFailure.class);
        assertThatThrownBy(() -> search(ANN, "Elbe")).isInstanceOf(ToolFailure.class);
        assertThat(search(ANN, "when does the office open").sources().getFirst().excerpt())
                .contains("ten");
        assertThat(titles(search(ANN, "zebra"))).containsExactly("new.txt › line 1");
    }

    @Test
    void theIndexOutlivesTheServerAndReadsOnlyWhatIsNew() throws Exception {
        search(ANN, "anything parking");
        var file = folder.resolve("handbook.txt");
        var time = Files.getLastModifiedTime(file);
        documents.close();
        // Looks the same from outside: if it is read again, it tells something else.
        Files.writeString(file, Files.readString(file).replace("Parking", "Camping"));
        Files.setLastModifiedTime(file, time);
        write("new.txt", "Zebras graze.\n");
        documents = documents();
        assertThat(titles(search(ANN, "parking"))).containsExactly("handbook.txt › line 1");
        assertThat(titles(search(ANN, "zebra"))).containsExactly("new.txt › line 1");
    }

    @Test
    void aDamagedIndexIsMadeAnew() throws Exception {
        search(ANN, "parking");
        documents.close();
        try (var files = Files.newDirectoryStream(directory.resolve("data/index"))) {
            for (var file : files) {
                Files.writeString(file, "garbage");
            }
        }
        documents = documents();
        assertThat(titles(search(ANN, "parking"))).containsExactly("handbook.txt › line 1");
    }

    @Test
    void brokenDocumentsAreToldAndLeaveTheOthersAlone() throws Exception {
        Files.write(folder.resolve("bomb.docx"), Papers.docxBomb(150));
        search(ANN, "parking");
        assertThat(documents.status().broken())
                .extracting(broken -> broken.path() + " " + broken.reason())
                .containsExactly("bomb.docx too-large");
        write("prices.csv", "x".repeat(2 << 20));
        assertThat(titles(search(ANN, "parking"))).hasSize(1);
        assertThat(documents.status().broken())
                .extracting(broken -> broken.path() + " " + broken.reason())
                .containsExactly("bomb.docx too-large", "prices.csv too-large");
        assertThat(documents.status().documents()).isEqualTo(4);
    }

    @Test
    void limitsAreKept() throws Exception {
        write("a/b/c/d/deep.txt", "Zebras graze.\n");
        write(".hidden/secret.txt", "Zebras graze.\n");
        write("other.bin", "Zebras graze.\n");
        Files.createSymbolicLink(folder.resolve("link.txt"), Path.of("/etc/hostname"));
        write("six.txt", "One more.\n");
        write("seven.txt", "Too many.\n");
        assertThatThrownBy(() -> search(ANN, "zebra")).isInstanceOf(ToolFailure.class);
        assertThat(documents.status().documents()).isEqualTo(6);
        assertThat(documents.status().leftOut()).isEqualTo(1);
    }

    @Test
    void attachedDocumentsAreOfOneConversationAlone() throws Exception {
        attached.add("c-ann", "f1", "Diary.txt", "Zebras graze at noon.");
        assertThat(search(ANN, "zebra").sources())
                .containsExactly(
                        new ToolOutput.Source(
                                "Diary.txt › line 1", "/files/f1", "Zebras graze at noon."));
        assertThatThrownBy(() -> search(BOB, "zebra")).isInstanceOf(ToolFailure.class);
        assertThatThrownBy(() -> read(BOB, "Diary.txt")).isInstanceOf(ToolFailure.class);
        assertThat(read(ANN, "diary").text()).contains("Zebras graze at noon.");
        attached.files.remove("c-ann");
        documents.forget("c-ann").get(60, TimeUnit.SECONDS);
        assertThatThrownBy(() -> search(ANN, "zebra")).isInstanceOf(ToolFailure.class);
        documents.close();
        assertThat(everythingKept()).doesNotContain("Zebras").contains("handbook");
    }

    @Test
    void aDocumentIsReadInOrder() throws Exception {
        write("long.txt", "All work and no play makes a dull day. ".repeat(4_000));
        var first = read(ANN, "long.txt");
        assertThat(first.text()).contains("… (it goes on: from ").hasSizeLessThan(30_000);
        assertThat(first.sources())
                .extracting(ToolOutput.Source::title)
                .containsExactly("long.txt");
        var next = first.text().replaceAll("(?s).*from (\\d+)\\)", "$1");
        var second =
                tool("read_document")
                        .call(
                                Json.object()
                                        .put("name", "long.txt")
                                        .put("from", Integer.parseInt(next)),
                                ANN);
        assertThat(second.text()).contains("All work");
        assertThatThrownBy(() -> read(ANN, "nothing.txt"))
                .hasMessageContaining("There is no document")
                .hasMessageContaining("handbook.txt");
    }

    @Test
    void thereAreNoToolsWithoutDocuments() {
        try (var none =
                Documents.open(
                        Optional.empty(), directory.resolve("none"), Attachments.NONE, clock)) {
            assertThat(none.tools()).isEmpty();
        }
        assertThat(Files.exists(directory.resolve("none"))).isFalse();
    }

    private Documents documents() {
        return Documents.open(
                Optional.of(folder), directory.resolve("data"), attached, LIMITS, clock);
    }

    private ToolOutput search(Tool.Caller caller, String query) throws InterruptedException {
        return tool("search_documents").call(Json.object().put("query", query), caller);
    }

    private ToolOutput read(Tool.Caller caller, String name) throws InterruptedException {
        return tool("read_document").call(Json.object().put("name", name), caller);
    }

    private Tool tool(String name) {
        return documents.tools().stream()
                .filter(tool -> tool.spec().name().equals(name))
                .findFirst()
                .orElseThrow();
    }

    private static List<String> titles(ToolOutput output) {
        return output.sources().stream().map(ToolOutput.Source::title).toList();
    }

    private String everythingKept() throws IOException {
        var all = new StringBuilder();
        try (var files = Files.newDirectoryStream(directory.resolve("data/index"))) {
            for (var file : files) {
                all.append(
                        new String(
                                Files.readAllBytes(file),
                                java.nio.charset.StandardCharsets.ISO_8859_1));
            }
        }
        return all.toString();
    }

    private void write(String path, String text) throws IOException {
        var file = folder.resolve(path);
        Files.createDirectories(file.getParent());
        Files.writeString(file, text);
    }

    /** What was attached in a test. */
    private final class Attached implements Attachments {
        private final Map<String, List<Attachment>> files = new ConcurrentHashMap<>();

        private void add(String conversation, String id, String name, String text)
                throws IOException {
            var file = Files.writeString(directory.resolve(id), text);
            files.computeIfAbsent(conversation, c -> new ArrayList<>())
                    .add(new Attachment(id, name, "/files/" + id, file));
        }

        @Override
        public boolean isEmpty() {
            return files.isEmpty();
        }

        @Override
        public List<Attachment> of(String conversation) {
            return files.getOrDefault(conversation, List.of());
        }
    }
}
