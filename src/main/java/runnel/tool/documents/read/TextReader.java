package runnel.tool.documents.read;

/** Plain text; its places are lines. */
final class TextReader implements DocumentReader {
    @Override
    public void read(byte[] file, Passages passages, ReadLimits limits) throws Unreadable {
        passages.counted("line", "");
        var number = 1;
        for (var line : (Iterable<String>) Characters.of(file).lines()::iterator) {
            passages.add(line, number++);
        }
    }
}
