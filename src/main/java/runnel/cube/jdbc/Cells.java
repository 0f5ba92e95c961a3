package runnel.cube.jdbc;

import java.math.BigDecimal;
import java.math.BigInteger;
import java.sql.ResultSet;
import java.sql.ResultSetMetaData;
import java.sql.SQLException;
import java.sql.Types;
import java.time.DateTimeException;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.List;
import org.jspecify.annotations.Nullable;
import runnel.cube.Column;
import runnel.cube.ValueType;

/** Reads the cells of one column, as one of the few types that rows have. */
enum Cells {
    WHOLE {
        @Override
        @Nullable Object read(ResultSet row, int column) throws SQLException {
            var value = row.getLong(column);
            return row.wasNull() ? null : value;
        }
    },
    FLOATING {
        @Override
        @Nullable Object read(ResultSet row, int column) throws SQLException {
            var value = row.getDouble(column);
            return row.wasNull() ? null : value;
        }
    },
    TEXT {
        @Override
        @Nullable Object read(ResultSet row, int column) throws SQLException {
            return row.getString(column);
        }
    },
    TIMESTAMP {
        @Override
        @Nullable Object read(ResultSet row, int column) throws SQLException {
            return row.getObject(column, LocalDateTime.class);
        }
    },
    ZONED {
        @Override
        @Nullable Object read(ResultSet row, int column) throws SQLException {
            var time = row.getObject(column, OffsetDateTime.class);
            return time == null
                    ? null
                    : time.withOffsetSameInstant(ZoneOffset.UTC).toLocalDateTime();
        }
    },
    DATE {
        @Override
        @Nullable Object read(ResultSet row, int column) throws SQLException {
            var date = row.getObject(column, LocalDate.class);
            return date == null ? null : date.atStartOfDay();
        }
    },
    /** Text that is a time by the model. */
    TIME_TEXT {
        @Override
        @Nullable Object read(ResultSet row, int column) throws SQLException {
            var text = row.getString(column);
            try {
                return text == null ? null : time(text);
            } catch (DateTimeException e) {
                return text;
            }
        }
    },
    /** A number that is a truth by the model. */
    TRUTH {
        @Override
        @Nullable Object read(ResultSet row, int column) throws SQLException {
            var value = row.getBoolean(column);
            return row.wasNull() ? null : value;
        }
    },
    ANY {
        @Override
        @Nullable Object read(ResultSet row, int column) throws SQLException {
            return plain(row.getObject(column));
        }
    };

    abstract @Nullable Object read(ResultSet row, int column) throws SQLException;

    static Cells[] of(ResultSetMetaData data, List<Column> columns) throws SQLException {
        var cells = new Cells[data.getColumnCount()];
        for (var i = 0; i < cells.length; i++) {
            cells[i] =
                    of(
                            data.getColumnType(i + 1),
                            data.getColumnTypeName(i + 1),
                            declared(columns, i));
        }
        return cells;
    }

    /** For databases that tell the type of the first row only: the model's word counts. */
    static Cells[] untyped(ResultSetMetaData data, List<Column> columns) throws SQLException {
        var cells = new Cells[data.getColumnCount()];
        for (var i = 0; i < cells.length; i++) {
            cells[i] =
                    switch (declared(columns, i)) {
                        case BOOLEAN -> TRUTH;
                        case TIME -> TIME_TEXT;
                        default -> ANY;
                    };
        }
        return cells;
    }

    private static ValueType declared(List<Column> columns, int column) {
        return column < columns.size() ? columns.get(column).type() : ValueType.STRING;
    }

    private static Cells of(int type, @Nullable String name, ValueType declared) {
        return switch (type) {
            case Types.TINYINT, Types.SMALLINT, Types.INTEGER, Types.BIGINT ->
                    declared == ValueType.BOOLEAN
                            ? TRUTH
                            : "INT8".equals(name) || type != Types.BIGINT ? WHOLE : ANY;
            case Types.DOUBLE, Types.FLOAT, Types.REAL -> FLOATING;
            case Types.BOOLEAN, Types.BIT -> TRUTH;
            case Types.TIMESTAMP_WITH_TIMEZONE -> ZONED;
            case Types.TIMESTAMP -> "timestamptz".equalsIgnoreCase(name) ? ZONED : TIMESTAMP;
            case Types.DATE -> DATE;
            case Types.CHAR, Types.VARCHAR, Types.LONGVARCHAR, Types.NVARCHAR ->
                    declared == ValueType.TIME ? TIME_TEXT : TEXT;
            default -> ANY;
        };
    }

    private static @Nullable Object plain(@Nullable Object value) {
        return switch (value) {
            case null -> null;
            case Long whole -> whole;
            case Integer whole -> whole.longValue();
            case Short whole -> whole.longValue();
            case Byte whole -> whole.longValue();
            case BigInteger whole ->
                    whole.bitLength() < 64 ? (Object) whole.longValue() : new BigDecimal(whole);
            case BigDecimal number -> number;
            case Double number -> number;
            case Float number -> number.doubleValue();
            case Boolean truth -> truth;
            case LocalDateTime time -> time;
            case java.sql.Timestamp time -> time.toLocalDateTime();
            case OffsetDateTime time ->
                    time.withOffsetSameInstant(ZoneOffset.UTC).toLocalDateTime();
            case LocalDate date -> date.atStartOfDay();
            case byte[] bytes -> java.util.HexFormat.of().formatHex(bytes);
            default -> value.toString();
        };
    }

    private static LocalDateTime time(String text) {
        var plain = text.replace(' ', 'T');
        return plain.length() == 10
                ? LocalDate.parse(plain).atStartOfDay()
                : LocalDateTime.parse(plain);
    }
}
