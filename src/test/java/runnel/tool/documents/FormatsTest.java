package runnel.tool.documents;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import runnel.testkit.Papers;
import runnel.tool.documents.read.Passage;
import runnel.tool.documents.read.Unreadable;
import runnel.tool.documents.read.Unreadable.Reason;

/** What the process that reads makes of files. */
class FormatsTest {
    private static final Limits LIMITS = new Limits(100, 5, 50 << 20, 300_000, 384, 4_000);

    @TempDir Path directory;

    private ReaderProcess reader;

    @AfterEach
    void close() {
        if (reader != null) {
            reader.close();
        }
    }

    @Test
    void pagesOfAPdfAreItsPlaces() throws Exception {
        assertThat(read("a.pdf", Papers.pdf("Rivers are long.", "Lakes are wide.")))
                .containsExactly(
                        new Passage("p. 1", "Rivers are long."),
                        new Passage("p. 2", "Lakes are wide."));
    }

    @Test
    void headingsOfAWordDocumentAreItsPlacesInEveryLanguage() throws Exception {
        assertThat(read("a.docx", Papers.docx("1 员工手册", "欢迎。", "2 年假", "每年十五天。", "1 附录", "完。")))
                .extracting(Passage::place)
                .containsExactly("员工手册", "员工手册 › 年假", "附录");
    }

    @Test
    void headingsOfMarkdownAndHtmlAreTheirPlaces() throws Exception {
        var markdown = "Intro.\n\n# Install\n\n## Linux\n\nRun it.\n\n```\n# no heading\n```\n";
        assertThat(read("a.md", bytes(markdown)))
                .extracting(Passage::place)
                .containsExactly("", "Install", "Install › Linux");
        var html =
                "<html><head><title>Guide</title><script>alert(1)</script></head><body><p>Intro</p>"
                        + "<h1>Install</h1><h2>Linux</h2><p>Run <b>it</b> now.</p>"
                        + "<table><tr><td>a</td><td>b</td></tr></table></body></html>";
        assertThat(read("a.html", bytes(html)))
                .containsExactly(
                        new Passage("Guide", "Intro"),
                        new Passage("Install", "Install"),
                        new Passage("Install › Linux", "Linux\nRun it now.\na | b |"));
    }

    @Test
    void rowsOfATableAreToldWithTheirColumns() throws Exception {
        var csv = "city;people\n\"Par\"\"is\";2\nBonn;\"1\n2\"\n";
        assertThat(read("a.csv", bytes(csv)))
                .containsExactly(
                        new Passage(
                                "rows 1–3",
                                "city, people\ncity: Par\"is; people: 2\ncity: Bonn; people: 1\n2"));
    }

    @Test
    void textIsReadInOldEncodingsToo() throws Exception {
        assertThat(read("a.txt", "年假有十五天。\n".repeat(3).getBytes(Charset.forName("GB18030"))))
                .extracting(Passage::text)
                .containsExactly("年假有十五天。\n年假有十五天。\n年假有十五天。");
        assertThat(read("b.txt", "Müßig in Köln, café.".getBytes(StandardCharsets.ISO_8859_1)))
                .extracting(Passage::text)
                .containsExactly("Müßig in Köln, café.");
        assertThat(read("c.txt", "\uFEFFhello".getBytes(StandardCharsets.UTF_16LE)))
                .extracting(Passage::text)
                .containsExactly("hello");
    }

    @Test
    void longTextIsCutBehindSentences() throws Exception {
        var text = "This is one sentence of a long text. ".repeat(200);
        var passages = read("a.txt", bytes(text));
        assertThat(passages).hasSizeGreaterThan(5);
        assertThat(passages)
                .allSatisfy(
                        passage -> assertThat(passage.text()).endsWith(".").hasSizeLessThan(1_300));
    }

    @Test
    void whatCannotBeReadSaysWhy() throws Exception {
        fails("a.pdf", bytes("%PDF-1.7 nothing more"), Reason.DAMAGED);
        fails("a.pdf", Papers.lockedPdf("secret", "Rivers"), Reason.PASSWORD);
        fails("a.pdf", Papers.pdf(""), Reason.NO_TEXT);
        fails("a.docx", bytes("no archive"), Reason.DAMAGED);
        fails("a.docx", Papers.zip(java.util.Map.of("other.xml", "<a/>")), Reason.DAMAGED);
        fails("a.txt", new byte[] {1, 0, 2}, Reason.DAMAGED);
        fails("a.md", bytes("  \n"), Reason.NO_TEXT);
    }

    @Test
    void anEntityBombIsNotExpanded() throws Exception {
        var bomb =
                "<?xml version=\"1.0\"?><!DOCTYPE d [<!ENTITY a \"aaaaaaaaaa\"><!ENTITY b"
                        + " \"&a;&a;&a;&a;&a;&a;&a;&a;\">]><d><p><t>&b;</t></p></d>";
        fails("a.docx", Papers.zip(java.util.Map.of("word/document.xml", bomb)), Reason.DAMAGED);
    }

    @Test
    void whatUnpacksToTooMuchIsRefusedAndTheNextIsRead() throws Exception {
        fails("a.docx", Papers.docxBomb(200), Reason.TOO_LARGE);
        fails("a.pdf", Papers.pdfBomb(100), Reason.NO_TEXT);
        assertThat(read("a.pdf", Papers.pdf("Rivers are long."))).hasSize(1);
    }

    @Test
    void whatTakesTooMuchMemoryIsStoppedAndTheNextIsRead() throws Exception {
        reader = new ReaderProcess(new Limits(100, 5, 50 << 20, 300_000, 64, 4_000), directory);
        fails("a.txt", bytes("word ".repeat(9 << 20)), Reason.MEMORY);
        assertThat(read("a.pdf", Papers.pdf("Rivers are long."))).hasSize(1);
    }

    @Test
    void whatTakesTooLongIsStoppedAndTheNextIsRead() throws Exception {
        reader = new ReaderProcess(new Limits(100, 5, 50 << 20, 1, 96, 4_000), directory);
        assertThatThrownBy(() -> reader.read("a.pdf", Papers.pdf("Rivers are long.")))
                .isInstanceOf(Unreadable.class)
                .extracting(problem -> ((Unreadable) problem).reason())
                .isEqualTo(Reason.TOO_SLOW);
        reader.close();
        reader = new ReaderProcess(LIMITS, directory);
        assertThat(read("a.pdf", Papers.pdf("Rivers are long."))).hasSize(1);
    }

    private void fails(String name, byte[] file, Reason reason) {
        assertThatThrownBy(() -> read(name, file))
                .isInstanceOf(Unreadable.class)
                .extracting(problem -> ((Unreadable) problem).reason())
                .isEqualTo(reason);
    }

    private List<Passage> read(String name, byte[] file) throws Exception {
        if (reader == null) {
            reader = new ReaderProcess(LIMITS, directory);
        }
        return reader.read(name, file);
    }

    private static byte[] bytes(String text) {
        return text.getBytes(StandardCharsets.UTF_8);
    }
}
