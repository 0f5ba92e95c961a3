package runnel.tool.documents.read;

/**
 * A stretch of a document that is found and quoted as a whole.
 *
 * @param place where in the document it stands, such as {@code p. 3} or {@code Install › Linux};
 *     empty where the document has no places
 */
public record Passage(String place, String text) {}
