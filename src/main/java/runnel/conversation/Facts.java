package runnel.conversation;

import java.util.List;
import runnel.base.Problem;
import runnel.base.Text;

/**
 * Port to what is remembered of people beyond single conversations: facts that they see, change and
 * take away, or want none of. Thread-safe.
 */
public interface Facts {
    /** Facts of one person, at most. */
    int MOST = 200;

    /** Characters of one fact, at most. */
    int CHARS = 500;

    /** A fact. */
    record Fact(String id, String text, long createdMillis) {}

    /** Whether this person wants anything remembered; at first, yes. */
    boolean isOn(String owner);

    void turn(String owner, boolean on);

    /** All of a person, oldest first. */
    List<Fact> list(String owner);

    /**
     * Keeps a fact; one that is there already is not kept twice.
     *
     * @throws Problem {@code fact-empty}, {@code fact-too-long} or {@code facts-full}
     */
    Fact add(String owner, String text, long nowMillis);

    /**
     * @throws Problem as {@link #add}, or {@code fact-unknown}
     */
    void change(String owner, String id, String text);

    /** Forgets a fact, if it is there. */
    void remove(String owner, String id);

    /** Forgets everything of a person. */
    void clear(String owner);

    /**
     * A fact as it may be kept: on one line.
     *
     * @throws Problem {@code fact-empty} or {@code fact-too-long}
     */
    static String checked(String text) {
        var line = text.strip().replaceAll("[\\s\\p{Cc}]+", " ");
        if (line.isEmpty()) {
            throw new Problem(Problem.Kind.INVALID, "fact-empty");
        }
        if (line.length() > CHARS) {
            throw new Problem(Problem.Kind.INVALID, "fact-too-long", line.length(), CHARS);
        }
        return Text.wellFormed(line);
    }
}
