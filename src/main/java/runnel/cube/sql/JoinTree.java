package runnel.cube.sql;

import java.util.HashSet;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import runnel.cube.Join;

/** The cubes of a statement and how they are joined: a root and joins, each from a cube that is there already. */
record JoinTree(String root, List<Join> joins) {
    JoinTree {
        joins = List.copyOf(joins);
    }

    Set<String> cubes() {
        var cubes = new LinkedHashSet<String>();
        cubes.add(root);
        joins.forEach(join -> cubes.add(join.to()));
        return cubes;
    }

    /** Whether a row of the cube may appear several times in the joined rows. */
    boolean multiplies(String cube) {
        return multiplies(cube, new HashSet<>());
    }

    private boolean multiplies(String cube, Set<String> visited) {
        visited.add(cube);
        for (var join : joins) {
            if (touches(join, cube) && join.multiplies(cube) && !visited.contains(join.other(cube))) {
                return true;
            }
        }
        for (var join : joins) {
            if (touches(join, cube) && !visited.contains(join.other(cube)) && multiplies(join.other(cube), visited)) {
                return true;
            }
        }
        return false;
    }

    private static boolean touches(Join join, String cube) {
        return join.from().equals(cube) || join.to().equals(cube);
    }
}
