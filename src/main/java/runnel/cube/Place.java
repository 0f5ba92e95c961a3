package runnel.cube;

/**
 * A place in a model file, for messages. Lines and columns count from 1; 0 where only the file is
 * known.
 */
public record Place(String file, int line, int column) {
    public static Place of(String file) {
        return new Place(file, 0, 0);
    }

    @Override
    public String toString() {
        return line == 0 ? file : file + ":" + line + ":" + column;
    }
}
