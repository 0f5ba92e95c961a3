package runnel.cube.yaml;

import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import runnel.cube.Expression;
import runnel.cube.Granularity;
import runnel.cube.MemberName;
import runnel.cube.Nearest;
import runnel.cube.Place;

/**
 * Finds the references in a cube's SQL: {@code {name}} and {@code {name.name}}, nothing else.
 *
 * <p>All other braces are SQL and stay as they are; a reference after a backslash is SQL too.
 */
final class References {
    private static final Pattern REFERENCE =
            Pattern.compile("\\\\?\\{([A-Za-z_][A-Za-z0-9_]*)(?:\\.([A-Za-z_][A-Za-z0-9_]*))?\\\\?}");
    private static final Pattern FOREIGN =
            Pattern.compile("\\{\\s*(FILTER_PARAMS|FILTER_GROUP|SECURITY_CONTEXT|COMPILE_CONTEXT|SQL_UTILS)\\b");

    private final Names names;
    private final String cube;
    private final Report report;

    References(Names names, String cube, Report report) {
        this.names = names;
        this.cube = cube;
        this.report = report;
    }

    /** Resolves a text; unknown references are reported and stay as text. */
    Expression resolve(String text, Place place) {
        var foreign = FOREIGN.matcher(text);
        if (foreign.find()) {
            report.error(place, "model-reference-refused", foreign.group(1));
        }
        var pieces = new ArrayList<Expression.Piece>();
        var matcher = REFERENCE.matcher(text);
        var plain = new StringBuilder();
        while (matcher.find()) {
            matcher.appendReplacement(plain, "");
            if (matcher.group().startsWith("\\")) {
                plain.append(matcher.group().replace("\\", ""));
                continue;
            }
            var followed = matcher.end() < text.length() && text.charAt(matcher.end()) == '.';
            var piece = matcher.group(2) == null
                    ? single(matcher.group(1), followed, place)
                    : pair(matcher, place);
            flush(plain, pieces);
            pieces.add(piece);
        }
        matcher.appendTail(plain);
        flush(plain, pieces);
        return new Expression(pieces);
    }

    private Expression.Piece single(String name, boolean followed, Place place) {
        if (name.equals("CUBE") || name.equals("TABLE")) {
            return new Expression.Alias(cube);
        }
        var own = names.members(cube).containsKey(name);
        if (own && !(followed && names.isCube(name))) {
            return new Expression.Member(new MemberName(cube, name), "");
        }
        if (names.isCube(name)) {
            return new Expression.Alias(name);
        }
        return unknown("{" + name + "}", name, place);
    }

    private Expression.Piece pair(Matcher reference, Place place) {
        var first = reference.group(1);
        var second = reference.group(2);
        var owner = first.equals("CUBE") || first.equals("TABLE") ? cube : first;
        if (names.isCube(owner) && names.members(owner).containsKey(second)) {
            return new Expression.Member(new MemberName(owner, second), "");
        }
        if (isTime(names.members(cube).get(first)) && Granularity.Standard.of(second).isPresent()) {
            return new Expression.Member(new MemberName(cube, first), second);
        }
        return unknown(reference.group(), first + "." + second, place);
    }

    private static boolean isTime(Declaration.@org.jspecify.annotations.Nullable Entry entry) {
        return entry != null
                && entry.fields().text("type", new Report()).filter("time"::equals).isPresent();
    }

    private Expression.Piece unknown(String written, String name, Place place) {
        report.error(place, "model-reference-unknown", written, cube, Nearest.text(name, candidates(name)));
        return new Expression.Text(written);
    }

    private Set<String> candidates(String name) {
        var all = new LinkedHashSet<>(names.members(cube).keySet());
        all.addAll(names.cubes());
        var dot = name.indexOf('.');
        if (dot > 0) {
            all.clear();
            for (var other : names.cubes()) {
                names.members(other).keySet().forEach(member -> all.add(other + "." + member));
            }
        }
        return all;
    }

    private static void flush(StringBuilder plain, ArrayList<Expression.Piece> pieces) {
        if (!plain.isEmpty()) {
            pieces.add(new Expression.Text(plain.toString()));
            plain.setLength(0);
        }
    }
}
