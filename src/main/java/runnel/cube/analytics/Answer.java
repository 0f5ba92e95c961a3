package runnel.cube.analytics;

import com.fasterxml.jackson.databind.node.ObjectNode;
import java.time.Instant;
import java.util.List;
import java.util.OptionalLong;
import runnel.cube.Column;
import runnel.cube.Rows;

/**
 * One answer: what was asked, what its columns mean, and its rows.
 *
 * @param query as it was understood
 * @param annotation titles, types and formats of the columns
 * @param extra a column with the same value in every row: its name and value, or nothing
 * @param total the number of rows without the limit, where it was asked for
 */
public record Answer(
        ObjectNode query, ObjectNode annotation, List<Column> columns, Rows rows, Extra extra, OptionalLong total, Origin origin) {
    /** Where the rows come from. */
    public record Origin(String database, Instant refreshed, boolean cached, String sql, List<String> warnings) {}

    /**
     * What rows get beside their columns: a constant, or a copy of a column under another name.
     *
     * @param name empty where there is nothing to add
     * @param copyOf the index of the copied column; -1 for a constant
     */
    public record Extra(String name, String constant, int copyOf) {
        public static final Extra NONE = new Extra("", "", -1);
    }

    public Answer {
        columns = List.copyOf(columns);
    }

    /** Whether the answer ends where the limit cut it; known when all rows were read. */
    public boolean fills(long rows) {
        return rows >= query.path("limit").asLong(Long.MAX_VALUE);
    }
}
