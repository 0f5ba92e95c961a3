package runnel.tool.documents;

/**
 * How much of a collection of documents is taken in.
 *
 * @param files of the folder; those beyond are left out
 * @param depth of folders in folders
 * @param fileBytes of one file; a larger one is not read
 * @param readMillis for one file
 * @param heapMegabytes of the process that reads
 * @param waitMillis that a search waits for documents that have just changed
 */
record Limits(
        int files, int depth, int fileBytes, long readMillis, int heapMegabytes, long waitMillis) {
    static final Limits DEFAULT = new Limits(20_000, 20, 50 << 20, 60_000, 384, 4_000);
}
