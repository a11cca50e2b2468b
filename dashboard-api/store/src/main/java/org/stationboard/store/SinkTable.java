package org.stationboard.store;

/**
 * A table that the sink fills, and what a row means that is there already. Rows go by COPY into a temporary table of
 * the connection and from there, in the order of the key, into the table.
 */
enum SinkTable {
    FIGURES("figures", "unit, indicator, day", "tick, log_offset, numerator, denominator, opened, closed", OnKey.NEWER),
    FIGURE_HISTORY(
            "figure_history",
            "unit, indicator, day, tick",
            "log_offset, numerator, denominator, opened, closed",
            OnKey.NEWER),
    FIGURES_MINUTE(
            "figures_minute", "minute, unit, indicator", "tick, log_offset, numerator, denominator", OnKey.NEWER),
    VERDICTS(
            "verdicts",
            "unit, standard_id, tick",
            "on_day, state, turn, log_partition, log_offset, message",
            OnKey.FIRST),
    VERDICTS_NOW("verdicts_now", "unit, standard_id", "tick, log_offset, message", OnKey.NEWER),
    ALERT_TRANSITIONS(
            "alert_transitions",
            "id",
            "unit, standard_id, tick, to_state, log_partition, log_offset, message",
            OnKey.FIRST_AS_TAKEN),
    RECORD_VERSIONS(
            "record_versions",
            "log_partition, log_offset",
            "version, digest, unit, tick, day_from, day_to, body, withdrawn, record_id, bytes",
            OnKey.FIRST),
    CONTROL_RECORDS("control_records", "log_partition, log_offset", "tick, kind, bytes", OnKey.FIRST),
    DEAD_LETTERS("dead_letters", "log_partition, log_offset", "reason, expected", OnKey.FIRST),
    TICKS_NOW(
            "ticks_now",
            "log_partition",
            "tick, log_offset, applied, superseded, duplicate, dead, conflicts",
            OnKey.NEWER),
    TICKS("ticks", "log_partition, tick", "log_offset, applied, superseded, duplicate, dead, conflicts", OnKey.FIRST),
    FEEDS("feeds", "source, feed, log_key", "tick, log_offset, message", OnKey.NEWER);

    /** What happens to a row whose key is there. */
    private enum OnKey {
        /** It replaces the row unless that rests on a later record of the log. */
        NEWER,
        /** It is left out: the first one stands. */
        FIRST,
        /** Same, and the rows keep the order they were taken in. */
        FIRST_AS_TAKEN
    }

    private final String table;
    private final String key;
    private final String rest;
    private final OnKey onKey;

    SinkTable(String table, String key, String rest, OnKey onKey) {
        this.table = table;
        this.key = key;
        this.rest = rest;
        this.onKey = onKey;
    }

    String createStaging() {
        return "create temporary table staged_" + table + " on commit delete rows as select " + columns() + " from "
                + table + " with no data";
    }

    String copyToStaging() {
        return "copy staged_" + table + " (" + columns() + ") from stdin (format binary)";
    }

    /** Straight into the table: fails on a key that is there. */
    String copyToTable() {
        return "copy " + table + " (" + columns() + ") from stdin (format binary)";
    }

    String merge() {
        String order = onKey == OnKey.FIRST_AS_TAKEN ? "" : " order by " + key;
        return "insert into " + table + " as stands (" + columns() + ") select " + columns() + " from staged_" + table
                + order + " on conflict (" + key + ") " + action();
    }

    private String action() {
        return switch (onKey) {
            case FIRST, FIRST_AS_TAKEN -> "do nothing";
            case NEWER -> {
                StringBuilder set = new StringBuilder("do update set ");
                for (String column : rest.split(", ", -1)) {
                    set.append(column).append(" = excluded.").append(column).append(", ");
                }
                set.setLength(set.length() - 2);
                yield set.append(" where stands.log_offset <= excluded.log_offset")
                        .toString();
            }
        };
    }

    private String columns() {
        return key + ", " + rest;
    }

    int fields() {
        return columns().split(",", -1).length;
    }
}
