package org.stationboard.store;

import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.HashMap;
import java.util.Map;

/**
 * Numbers that stand for ids in large tables. A new id gets one in the running transaction; after a rollback these
 * numbers are void and this object with them. For the sink's thread alone.
 */
final class Numbers {
    private final Connection connection;
    private final String insert;
    private final Map<String, Integer> known = new HashMap<>();

    private Numbers(Connection connection, String insert) {
        this.connection = connection;
        this.insert = insert;
    }

    static Numbers ofUnits(Connection connection) throws SQLException {
        Numbers numbers = new Numbers(
                connection,
                "insert into unit_numbers (unit_id) values (?) "
                        + "on conflict (unit_id) do update set unit_id = excluded.unit_id returning number");
        numbers.read("select unit_id, number from unit_numbers");
        return numbers;
    }

    static Numbers ofIndicators(Connection connection) throws SQLException {
        Numbers numbers = new Numbers(
                connection,
                "insert into indicator_numbers (indicator) values (?) "
                        + "on conflict (indicator) do update set indicator = excluded.indicator returning number");
        numbers.read("select indicator, number from indicator_numbers");
        return numbers;
    }

    private void read(String sql) throws SQLException {
        try (Statement statement = connection.createStatement();
                ResultSet rows = statement.executeQuery(sql)) {
            while (rows.next()) {
                known.put(rows.getString(1), rows.getInt(2));
            }
        }
    }

    int of(String id) throws SQLException {
        Integer number = known.get(id);
        if (number != null) {
            return number;
        }
        try (PreparedStatement statement = connection.prepareStatement(insert)) {
            statement.setString(1, id);
            try (ResultSet rows = statement.executeQuery()) {
                rows.next();
                int given = rows.getInt(1);
                known.put(id, given);
                return given;
            }
        }
    }
}
