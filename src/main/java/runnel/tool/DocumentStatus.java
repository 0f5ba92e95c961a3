package runnel.tool;

import java.util.List;

/**
 * How far the documents of the operator's folder are read.
 *
 * @param folder where they are; empty where none is configured
 * @param documents that can be found
 * @param passages that they consist of
 * @param waiting that are still to be read
 * @param leftOut beyond the limit of the folder
 * @param broken those that cannot be read
 */
public record DocumentStatus(
        String folder, int documents, int passages, int waiting, int leftOut, List<Broken> broken) {
    public DocumentStatus {
        broken = List.copyOf(broken);
    }

    /**
     * @param path below the folder
     * @param reason as a word in lower case
     */
    public record Broken(String path, String reason) {}
}
