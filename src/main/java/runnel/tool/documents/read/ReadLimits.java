package runnel.tool.documents.read;

/**
 * How much of a document is read.
 *
 * @param fileBytes of the file itself; a larger one is refused
 * @param unpackedBytes of one that is packed; a larger one is refused
 * @param textChars of its text; what exceeds them is left out
 * @param pages of a PDF; those behind them are left out
 */
public record ReadLimits(int fileBytes, int unpackedBytes, int textChars, int pages) {
    public static final ReadLimits DEFAULT = new ReadLimits(50 << 20, 100 << 20, 4_000_000, 3_000);
}
