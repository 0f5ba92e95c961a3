package runnel.tool.documents.read;

/** Reads one format. Thread-safe. */
interface DocumentReader {
    void read(byte[] file, Passages passages, ReadLimits limits) throws Unreadable;
}
