package runnel.cube;

/** How rows of one cube find rows of another; always a left join in the direction it is declared in. */
public record Join(String from, String to, Relationship relationship, Expression on, Place place) {
    /** How many rows of the other cube a row may find. */
    public enum Relationship {
        ONE_TO_ONE,
        ONE_TO_MANY,
        MANY_TO_ONE
    }

    /** Whether rows of a cube may appear several times by this join. */
    public boolean multiplies(String cube) {
        return cube.equals(from) && relationship == Relationship.ONE_TO_MANY
                || cube.equals(to) && relationship == Relationship.MANY_TO_ONE;
    }

    /** The cube at the other end. */
    public String other(String cube) {
        return cube.equals(from) ? to : from;
    }
}
