package runnel.testkit;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.Map;
import java.util.zip.Deflater;
import java.util.zip.ZipEntry;
import java.util.zip.ZipOutputStream;
import org.apache.pdfbox.pdmodel.PDDocument;
import org.apache.pdfbox.pdmodel.PDPage;
import org.apache.pdfbox.pdmodel.PDPageContentStream;
import org.apache.pdfbox.pdmodel.encryption.AccessPermission;
import org.apache.pdfbox.pdmodel.encryption.StandardProtectionPolicy;
import org.apache.pdfbox.pdmodel.font.PDType1Font;
import org.apache.pdfbox.pdmodel.font.Standard14Fonts;

/** Documents that tests read. */
public final class Papers {
    private static final String WORD =
            "http://schemas.openxmlformats.org/wordprocessingml/2006/main";

    private Papers() {}

    /** A PDF with one line a page. */
    public static byte[] pdf(String... pages) throws IOException {
        try (var document = document(pages)) {
            return bytes(document);
        }
    }

    public static byte[] lockedPdf(String password, String text) throws IOException {
        try (var document = document(text)) {
            document.protect(
                    new StandardProtectionPolicy("owner", password, new AccessPermission()));
            return bytes(document);
        }
    }

    /** A small PDF whose page unpacks to as many megabytes of blanks. */
    public static byte[] pdfBomb(int megabytes) throws IOException {
        try (var document = new PDDocument()) {
            var page = new PDPage();
            document.addPage(page);
            try (var out = new PDPageContentStream(document, page)) {
                var blanks = " ".repeat(1 << 20);
                for (var i = 0; i < megabytes; i++) {
                    out.addComment(blanks);
                }
            }
            return bytes(document);
        }
    }

    /**
     * A Word document.
     *
     * @param paragraphs as {@code 1 Title} for a heading of the first level, else plain
     */
    public static byte[] docx(String... paragraphs) throws IOException {
        var body = new StringBuilder();
        for (var paragraph : paragraphs) {
            var heading = paragraph.matches("[1-3] .*");
            body.append("<w:p>");
            if (heading) {
                body.append("<w:pPr><w:pStyle w:val=\"berschrift")
                        .append(paragraph.charAt(0))
                        .append("\"/></w:pPr>");
            }
            body.append("<w:r><w:t xml:space=\"preserve\">")
                    .append(heading ? paragraph.substring(2) : paragraph)
                    .append("</w:t></w:r></w:p>");
        }
        var styles = new StringBuilder();
        for (var level = 1; level <= 3; level++) {
            styles.append(
                    "<w:style w:styleId=\"berschrift%d\"><w:name w:val=\"heading %d\"/></w:style>"
                            .formatted(level, level));
        }
        return zip(
                Map.of(
                        "word/document.xml",
                        xml("document", "<w:body>" + body + "</w:body>"),
                        "word/styles.xml",
                        xml("styles", styles.toString())));
    }

    /** A small archive whose document unpacks to as many megabytes. */
    public static byte[] docxBomb(int megabytes) throws IOException {
        var out = new ByteArrayOutputStream();
        try (var zip = new ZipOutputStream(out)) {
            zip.setLevel(Deflater.BEST_SPEED);
            zip.putNextEntry(new ZipEntry("word/document.xml"));
            var zeros = new byte[1 << 20];
            for (var i = 0; i < megabytes; i++) {
                zip.write(zeros);
            }
        }
        return out.toByteArray();
    }

    public static byte[] zip(Map<String, String> files) throws IOException {
        var out = new ByteArrayOutputStream();
        try (var zip = new ZipOutputStream(out)) {
            for (var file : files.entrySet()) {
                zip.putNextEntry(new ZipEntry(file.getKey()));
                zip.write(file.getValue().getBytes(StandardCharsets.UTF_8));
            }
        }
        return out.toByteArray();
    }

    private static String xml(String root, String content) {
        return "<?xml version=\"1.0\" encoding=\"UTF-8\"?><w:%s xmlns:w=\"%s\">%s</w:%s>"
                .formatted(root, WORD, content, root);
    }

    private static PDDocument document(String... pages) throws IOException {
        var document = new PDDocument();
        for (var text : pages) {
            var page = new PDPage();
            document.addPage(page);
            try (var content = new PDPageContentStream(document, page)) {
                content.beginText();
                content.setFont(new PDType1Font(Standard14Fonts.FontName.HELVETICA), 12);
                content.newLineAtOffset(72, 700);
                content.showText(text);
                content.endText();
            }
        }
        return document;
    }

    private static byte[] bytes(PDDocument document) throws IOException {
        var out = new ByteArrayOutputStream();
        document.save(out);
        return out.toByteArray();
    }
}
