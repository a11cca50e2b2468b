package org.stationboard.store;

import com.google.protobuf.ByteString;
import com.google.protobuf.InvalidProtocolBufferException;
import com.google.protobuf.Message;
import com.google.protobuf.Parser;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.LocalDate;
import java.time.YearMonth;
import java.util.Collection;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.function.Consumer;
import org.stationboard.contract.Keys;
import org.stationboard.contract.v1.AlertTransition;
import org.stationboard.contract.v1.Figure;
import org.stationboard.contract.v1.Grain;
import org.stationboard.contract.v1.TickMarker;
import org.stationboard.contract.v1.Verdict;

/** {@link VerificationReader} on PostgreSQL. */
public final class PostgresVerificationReader implements VerificationReader {
    private static final int ROWS_A_FETCH = 5_000;
    private static final String OF_UNITS =
            " join unit_numbers on unit_numbers.number = unit where unit_numbers.unit_id = any(?)";

    private static final String LOG = """
            select bytes, log_offset, tick from (
                select bytes, log_offset, tick from record_versions where log_partition = ? and log_offset < ?
                union all
                select bytes, log_offset, tick from control_records where log_partition = ? and log_offset < ?) log
            order by log_offset
            """;

    private static final String FIGURES = "select unit_id, indicator_numbers.indicator, %s, numerator, denominator, "
            + "opened, closed, log_offset from %s join indicator_numbers on indicator_numbers.number = %s.indicator"
            + OF_UNITS;

    private static final String MONTHS = """
            select u.unit_id, i.indicator, s.day, concat_ws(', ', coalesce(f.numerator, 0), coalesce(f.denominator, 0),
                    coalesce(f.opened, 0), coalesce(f.closed, 0), (f.day is not null)::integer, f.tick),
                concat_ws(', ', s.numerator, s.denominator, s.opened, s.closed, s.counted, s.tick)
            from figure_months m
            join unit_numbers u on u.number = m.unit
            join indicator_numbers i on i.number = m.indicator
            cross join lateral (
                select m.month_from + a.place::integer - 1 as day, a.tick,
                    a.numerator - lag(a.numerator, 1, 0::bigint) over days as numerator,
                    coalesce(a.denominator - lag(a.denominator, 1, 0::bigint) over days, 0) as denominator,
                    coalesce(a.opened - lag(a.opened, 1, 0::bigint) over days, 0) as opened,
                    coalesce(a.closed - lag(a.closed, 1, 0::bigint) over days, 0) as closed,
                    a.counted - lag(a.counted, 1, 0::smallint) over days as counted
                from unnest(m.numerators, m.denominators, m.opened, m.closed, m.counted, m.ticks) with ordinality
                    a(numerator, denominator, opened, closed, counted, tick, place)
                window days as (order by a.place)) s
            left join figures f on f.unit = m.unit and f.indicator = m.indicator and f.day = s.day
            where m.ticks is not null and (
                (s.numerator, s.denominator, s.opened, s.closed, s.counted) is distinct from
                    (coalesce(f.numerator, 0), coalesce(f.denominator, 0), coalesce(f.opened, 0),
                    coalesce(f.closed, 0), (f.day is not null)::integer)
                or s.tick is distinct from f.tick
                or s.day = m.month_from and m.newest is distinct from (select max(t.tick) from unnest(m.ticks) t(tick)))
              and u.unit_id = ?
            union all
            select u.unit_id, i.indicator, f.day, f.numerator || ', no month', 'nothing'
            from figures f
            join unit_numbers u on u.number = f.unit
            join indicator_numbers i on i.number = f.indicator
            where u.unit_id = ? and not exists (
                select 1 from figure_months m
                where m.unit = f.unit and m.indicator = f.indicator and f.day between m.month_from and m.month_to)
            """;

    private final Database database;

    public PostgresVerificationReader(Database database) {
        this.database = database;
    }

    @Override
    public List<Integer> partitions() {
        return new Query(
                        "reading partitions",
                        "select partition from sink_offsets where topic = 'station-records' order by partition")
                .list(database, row -> row.getInt(1));
    }

    @Override
    public Optional<TickMarker> newest(int partition) {
        return new PostgresTickReader(database)
                .now().stream()
                        .filter(marker -> marker.getPartition() == partition)
                        .findFirst();
    }

    @Override
    public long saidBeforeUntil(int partition) {
        String sql = "select log_offset from engine_set_begins "
                + "where name = (select name from engine_set) and log_partition = ?";
        return new Query("reading where this engine was first followed", sql)
                .withInteger(partition).list(database, row -> row.getLong(1)).stream()
                        .findFirst()
                        .orElse(-1L);
    }

    @Override
    public void log(int partition, long before, Consumer<LogRecord> visitor) {
        Query query = new Query("reading the log", LOG)
                .withInteger(partition)
                .with(before)
                .withInteger(partition)
                .with(before);
        scan(
                query,
                row -> visitor.accept(
                        new LogRecord(ByteString.copyFrom(row.getBytes(1)), row.getLong(2), row.getLong(3))));
    }

    @Override
    public void values(Collection<String> unitIds, Consumer<StoredValue> visitor) {
        scan(
                new Query("reading figures", FIGURES.formatted("day", "figures", "figures")).with(unitIds),
                row -> visitor.accept(figure(row, StoredValue.Table.FIGURES, Grain.DAY)));
        String minutes = FIGURES.formatted("minute", "figures_minute", "figures_minute")
                .replace("opened, closed", "null as opened, null as closed");
        scan(
                new Query("reading minute figures", minutes).with(unitIds),
                row -> visitor.accept(figure(row, StoredValue.Table.FIGURES_MINUTE, Grain.MINUTE)));
        messages(StoredValue.Table.VERDICTS, "verdicts", Verdict.parser(), unitIds, visitor);
        messages(StoredValue.Table.VERDICTS_NOW, "verdicts_now", Verdict.parser(), unitIds, visitor);
        messages(StoredValue.Table.ALERT_TRANSITIONS, "alert_transitions", AlertTransition.parser(), unitIds, visitor);
    }

    @Override
    public long months(Consumer<FalseSum> visitor) {
        long right = 0;
        for (String unit : units()) {
            Set<String> wrong = new HashSet<>();
            // One unit at a time: what finds nothing sends nothing, and a silent connection is given up.
            scan(new Query("reading sums of months", MONTHS).with(unit).with(unit), row -> {
                LocalDate day = LocalDate.ofEpochDay(row.getLong(3));
                wrong.add(row.getString(2) + YearMonth.from(day));
                visitor.accept(new FalseSum(
                        Keys.figure(unit, row.getString(2), Grain.DAY, row.getLong(3)),
                        row.getString(4),
                        row.getString(5)));
            });
            right += monthsOf(unit) - wrong.size();
        }
        return right;
    }

    private long monthsOf(String unit) {
        return new Query("counting months", "select count(*) from figure_months" + OF_UNITS + " and ticks is not null")
                .with(List.of(unit))
                .list(database, row -> row.getLong(1))
                .get(0);
    }

    @Override
    public Set<String> units() {
        String sql = "select unit_id from unit_numbers where number in (select unit from figures union "
                + "select unit from figures_minute union select unit from verdicts union select unit from verdicts_now "
                + "union select unit from alert_transitions)";
        return Set.copyOf(new Query("reading units", sql).list(database, row -> row.getString(1)));
    }

    private void messages(
            StoredValue.Table table,
            String name,
            Parser<? extends Message> parser,
            Collection<String> unitIds,
            Consumer<StoredValue> visitor) {
        scan(
                new Query(
                                "reading " + name,
                                "select message, log_offset, unit_id, standard_id, tick from " + name + OF_UNITS)
                        .with(unitIds),
                row -> {
                    Message message = parsed(parser, row.getBytes(1), name);
                    visitor.accept(new StoredValue(table, key(table, message, row), message, row.getLong(2)));
                });
    }

    /** By the columns, which are what queries ask for; a message that says otherwise is a difference. */
    private static String key(StoredValue.Table table, Message message, ResultSet row) throws SQLException {
        String judged = Keys.judged(row.getString(3), row.getString(4));
        return switch (table) {
            case VERDICTS -> judged + '|' + row.getLong(5);
            case ALERT_TRANSITIONS -> judged + '|' + ((AlertTransition) message).getId();
            case FIGURES, FIGURES_MINUTE, VERDICTS_NOW -> judged;
        };
    }

    private static StoredValue figure(ResultSet row, StoredValue.Table table, Grain grain) throws SQLException {
        Figure.Builder figure = Figure.newBuilder()
                .setUnitId(row.getString(1))
                .setIndicator(row.getString(2))
                .setGrain(grain)
                .setStart(row.getLong(3))
                .setNumerator(row.getLong(4));
        Optional.ofNullable(row.getObject(5))
                .map(Number.class::cast)
                .ifPresent(n -> figure.setDenominator(n.longValue()));
        Optional.ofNullable(row.getObject(6)).map(Number.class::cast).ifPresent(n -> figure.setOpened(n.longValue()));
        Optional.ofNullable(row.getObject(7)).map(Number.class::cast).ifPresent(n -> figure.setClosed(n.longValue()));
        String key = Keys.figure(figure.getUnitId(), figure.getIndicator(), grain, figure.getStart());
        return new StoredValue(table, key, figure.build(), row.getLong(8));
    }

    private static Message parsed(Parser<? extends Message> parser, byte[] bytes, String table) {
        try {
            return parser.parseFrom(bytes);
        } catch (InvalidProtocolBufferException unreadable) {
            throw new IllegalStateException(
                    table + ": a message that cannot be read (expected: as published)", unreadable);
        }
    }

    @FunctionalInterface
    private interface RowVisitor {
        void visit(ResultSet row) throws SQLException;
    }

    private void scan(Query query, RowVisitor visitor) {
        try (Connection connection = database.reader()) {
            connection.setAutoCommit(false); // the driver reads row by row inside a transaction only
            try (PreparedStatement statement = query.prepare(connection)) {
                statement.setFetchSize(ROWS_A_FETCH);
                try (ResultSet rows = statement.executeQuery()) {
                    while (rows.next()) {
                        visitor.visit(rows);
                    }
                }
            } finally {
                connection.rollback();
            }
        } catch (SQLException e) {
            throw StoreException.of("reading what the store holds", e);
        }
    }
}
