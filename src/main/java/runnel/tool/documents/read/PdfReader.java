package runnel.tool.documents.read;

import java.io.IOException;
import org.apache.pdfbox.Loader;
import org.apache.pdfbox.pdmodel.PDDocument;
import org.apache.pdfbox.pdmodel.encryption.InvalidPasswordException;
import org.apache.pdfbox.text.PDFTextStripper;

/** PDF; its places are pages. */
final class PdfReader implements DocumentReader {
    @Override
    public void read(byte[] file, Passages passages, ReadLimits limits) throws Unreadable {
        try (var document = Loader.loadPDF(file)) {
            read(document, passages, limits);
        } catch (InvalidPasswordException e) {
            throw new Unreadable(Unreadable.Reason.PASSWORD);
        } catch (IOException | RuntimeException e) {
            throw new Unreadable(Unreadable.Reason.DAMAGED);
        }
    }

    private static void read(PDDocument document, Passages passages, ReadLimits limits)
            throws IOException {
        var stripper = new PDFTextStripper();
        var pages = Math.min(document.getNumberOfPages(), limits.pages());
        for (var page = 1; page <= pages && !passages.isFull(); page++) {
            passages.at("p. " + page);
            stripper.setStartPage(page);
            stripper.setEndPage(page);
            stripper.getText(document).lines().forEach(passages::add);
        }
    }
}
