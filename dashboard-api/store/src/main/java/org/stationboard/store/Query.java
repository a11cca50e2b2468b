package org.stationboard.store;

import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Timestamp;
import java.sql.Types;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** One parametrised read: its text and its parameters in order. Used once, by one thread. */
final class Query {
    /** Makes one value of the row the result set stands at. */
    @FunctionalInterface
    interface RowReader<T> {
        T read(ResultSet row) throws SQLException;
    }

    @FunctionalInterface
    private interface Parameter {
        void set(Connection connection, PreparedStatement statement, int index) throws SQLException;
    }

    private final String what;
    private final String sql;
    private final List<Parameter> parameters = new ArrayList<>();

    /** @param what named in the exception when the read fails, such as "reading verdicts" */
    Query(String what, String sql) {
        this.what = what;
        this.sql = sql;
    }

    Query with(long value) {
        parameters.add((connection, statement, index) -> statement.setLong(index, value));
        return this;
    }

    /** A day, minute or limit; what does not fit an integer column is brought to its nearest value. */
    Query withInteger(long value) {
        int fitted = (int) Math.max(Integer.MIN_VALUE, Math.min(Integer.MAX_VALUE, value));
        parameters.add((connection, statement, index) -> statement.setInt(index, fitted));
        return this;
    }

    /** The same, or none. */
    Query withInteger(@Nullable Long value) {
        if (value != null) {
            return withInteger(value.longValue());
        }
        parameters.add((connection, statement, index) -> statement.setNull(index, Types.INTEGER));
        return this;
    }

    Query with(@Nullable String value) {
        parameters.add((connection, statement, index) -> statement.setString(index, value));
        return this;
    }

    Query with(boolean value) {
        parameters.add((connection, statement, index) -> statement.setBoolean(index, value));
        return this;
    }

    Query with(byte[] value) {
        parameters.add((connection, statement, index) -> statement.setBytes(index, value));
        return this;
    }

    Query with(@Nullable Instant value) {
        Timestamp at = value == null ? null : Timestamp.from(value);
        parameters.add((connection, statement, index) -> statement.setTimestamp(index, at));
        return this;
    }

    Query with(Collection<String> values) {
        String[] array = values.toArray(new String[0]);
        parameters.add(
                (connection, statement, index) -> statement.setArray(index, connection.createArrayOf("text", array)));
        return this;
    }

    Query withIntegers(Collection<Long> values) {
        Integer[] array = values.stream().map(Math::toIntExact).toArray(Integer[]::new);
        parameters.add((connection, statement, index) ->
                statement.setArray(index, connection.createArrayOf("integer", array)));
        return this;
    }

    /** Every row, read in one go on a connection of the pool. */
    <T> List<T> list(Database database, RowReader<T> reader) {
        try (Connection connection = database.reader();
                PreparedStatement statement = prepare(connection);
                ResultSet rows = statement.executeQuery()) {
            List<T> found = new ArrayList<>();
            while (rows.next()) {
                found.add(reader.read(rows));
            }
            return found;
        } catch (SQLException e) {
            throw StoreException.of(what, e);
        }
    }

    /** Carries out a change in the running transaction; gives the rows it touched. */
    int update(Connection connection) throws SQLException {
        try (PreparedStatement statement = prepare(connection)) {
            return statement.executeUpdate();
        }
    }

    PreparedStatement prepare(Connection connection) throws SQLException {
        PreparedStatement statement = connection.prepareStatement(sql);
        int index = 1;
        for (Parameter parameter : parameters) {
            parameter.set(connection, statement, index++);
        }
        return statement;
    }
}
