package runnel.bi.model;

import java.util.Optional;
import java.util.Set;
import runnel.cube.MemberName;

/**
 * What a cube's rows are: customers, orders.
 *
 * @param concepts what it is called
 * @param label the dimension that tells one from another to people
 * @param time when its rows happened, where that is known
 */
public record Subject(
        String cube, Set<String> concepts, Optional<MemberName> label, Optional<MemberName> time) {}
