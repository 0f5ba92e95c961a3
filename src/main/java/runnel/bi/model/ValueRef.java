package runnel.bi.model;

import runnel.cube.MemberName;

/** A value that a column has, as a meaning of the words for it. */
public record ValueRef(MemberName dimension, String value) implements Sense {}
