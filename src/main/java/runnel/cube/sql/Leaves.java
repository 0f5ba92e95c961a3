package runnel.cube.sql;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import runnel.base.Problem;
import runnel.cube.Expression;
import runnel.cube.Measure;
import runnel.cube.MemberName;
import runnel.cube.Stage;

/**
 * The measures of a selection that must be summed up from rows; all others are formulas over them.
 */
final class Leaves {
    private final Context context;
    private final Map<MemberName, Measure> found = new LinkedHashMap<>();
    private final boolean apart;
    private boolean windows;

    /** The leaves of a selection. */
    static Leaves of(Context context, Selection selection) {
        var leaves = new Leaves(context, selection, false);
        var measures = selection.measures();
        var alone = measures.size() == 1 && isOver(measures.getFirst().member());
        // Statements that are joined beside it may take groups away that such a sum must hold.
        var thinned = leaves.plain().size() < leaves.found.size();
        return leaves.windows && thinned && !alone ? new Leaves(context, selection, true) : leaves;
    }

    private Leaves(Context context, Selection selection, boolean apart) {
        this.context = context;
        this.apart = apart;
        selection.measures().forEach(picked -> collect(picked.member()));
        var before = windows;
        windows = false;
        selection.filteredMeasures().forEach(this::collect);
        if (windows) {
            // A condition is checked before groups are summed up over each other.
            throw new Problem(Problem.Kind.INVALID, "cube-stage-filter");
        }
        windows = before;
    }

    /** Leaves that are summed up from the rows as they are. */
    List<Measure> plain() {
        return found.values().stream()
                .filter(leaf -> !leaf.isRolling() && !isShifted(leaf) && !isOver(leaf))
                .toList();
    }

    /** Sums and ranks over several groups that need statements of their own. */
    List<Measure> overs() {
        return found.values().stream().filter(Leaves::isOver).toList();
    }

    List<Measure> rolling() {
        return found.values().stream()
                .filter(leaf -> leaf.isRolling() && !isShifted(leaf))
                .toList();
    }

    List<Measure> shifted() {
        return found.values().stream().filter(Leaves::isShifted).toList();
    }

    /** Whether there are only leaves that one SELECT can sum up. */
    boolean arePlain() {
        return !windows && plain().size() == found.size();
    }

    private static boolean isOver(Measure measure) {
        return measure.formula().stage() instanceof Stage.Over;
    }

    private static boolean isShifted(Measure measure) {
        return measure.formula().stage() instanceof Stage.Shift;
    }

    private void collect(Measure measure) {
        if (!isComposite(measure) || apart && isOver(measure)) {
            windows |= isOver(measure);
            found.put(measure.name(), measure);
            return;
        }
        windows |= isOver(measure);
        children(measure).forEach(this::collect);
    }

    /** Whether a measure is made of measures that may need statements of their own. */
    private boolean isComposite(Measure measure) {
        if (isShifted(measure)) {
            return false;
        }
        return isOver(measure)
                || measure.aggregate().isFormula()
                        && children(measure).stream()
                                .anyMatch(child ->
                                        !child.name().cube().equals(measure.name().cube())
                                                || child.isRolling()
                                                || isShifted(child)
                                                || isComposite(child));
    }

    private List<Measure> children(Measure measure) {
        var children = new ArrayList<Measure>();
        collect(measure.formula().sql(), children);
        if (measure.formula().stage() instanceof Stage.Over over) {
            over.order().forEach(sort -> collect(sort.sql(), children));
        }
        return children;
    }

    private void collect(Expression expression, List<Measure> children) {
        for (var piece : expression.pieces()) {
            if (piece instanceof Expression.Member reference
                    && context.catalog().member(reference.name()) instanceof Measure child) {
                children.add(child);
            }
        }
    }
}
