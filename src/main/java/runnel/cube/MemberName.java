package runnel.cube;

import java.util.regex.Pattern;

/** The full name of a measure, dimension or segment: {@code cube.member}. */
public record MemberName(String cube, String member) implements Comparable<MemberName> {
    private static final Pattern WORD = Pattern.compile("[A-Za-z_][A-Za-z0-9_]*");
    private static final Pattern PATH = Pattern.compile("[A-Za-z0-9_]+\\.[A-Za-z0-9_]+");

    /** Reads {@code cube.member}. The caller has checked {@link #isPath}. */
    public static MemberName of(String path) {
        var dot = path.indexOf('.');
        return new MemberName(path.substring(0, dot), path.substring(dot + 1));
    }

    /** Whether a text has the form {@code cube.member}; whether the member exists is another question. */
    public static boolean isPath(String text) {
        return PATH.matcher(text).matches();
    }

    /** Whether a text may name a cube or a member: it becomes part of SQL aliases, so nothing but letters, digits, _. */
    public static boolean isWord(String text) {
        return WORD.matcher(text).matches();
    }

    /** The column name that this member has in SQL. */
    public String alias() {
        return cube + "__" + member;
    }

    @Override
    public int compareTo(MemberName other) {
        return toString().compareTo(other.toString());
    }

    @Override
    public String toString() {
        return cube + "." + member;
    }
}
