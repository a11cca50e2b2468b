package org.stationboard.store;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.atomic.AtomicReference;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.stationboard.contract.v1.AlertState;
import org.stationboard.contract.v1.AlertTransition;
import org.stationboard.contract.v1.Verdict;
import org.stationboard.testkit.EmbeddedDatabase;

/** The database itself shows a request no row of a unit outside of its scope, whatever a route asks for. */
class RowLevelSecurityIT {
    private static final List<String> UNITS = List.of("990101", "990102", "990201");
    private static final AtomicReference<ReadScope> SCOPE = new AtomicReference<>(ReadScope.nothing());
    private static EmbeddedDatabase server;
    private static Database owner;
    private static Database held;

    @BeforeAll
    static void start(@TempDir Path folder) throws SQLException {
        server = EmbeddedDatabase.start(folder.resolve("database"));
        owner = Database.open(new DatabaseSettings(server.jdbcUrl(), server.user(), server.password(), 2));
        held = owner.heldTo(SCOPE::get);
        try (Connection connection = connect()) {
            execute(connection, "insert into indicator_numbers (indicator) values ('alarms')");
            execute(connection, "insert into ticks_now values (0, 2, 9, 3, 0, 0, 0, 0)");
            for (String unit : UNITS) {
                fill(connection, unit);
            }
        }
    }

    private static void fill(Connection connection, String unit) throws SQLException {
        execute(connection, "insert into unit_numbers (unit_id) values ('" + unit + "')");
        String number = "(select number from unit_numbers where unit_id = '" + unit + "')";
        execute(connection, "insert into figures values (" + number + ", 1, 20000, 1, 1, 7, null, null, null)");
        execute(connection, "insert into figure_history values (" + number + ", 1, 20000, 1, 1, 7, null, null, null)");
        execute(
                connection,
                "insert into figure_months values (" + number + ", 1, 19997, 20026, 1, array_fill(7, array[30]), null,"
                        + " null, null, array_fill(1, array[30]), array_fill(1, array[30]))");
        execute(connection, "insert into figures_minute values (28800000, " + number + ", 1, 1, 1, 7, null)");
        bytes(
                connection,
                "insert into verdicts values (" + number + ", 'N02', 1, 20000, 1, true, 0, 1, ?)",
                Verdict.newBuilder().setUnitId(unit).build().toByteArray());
        bytes(
                connection,
                "insert into verdicts_now values (" + number + ", 'N02', 1, 1, ?)",
                Verdict.newBuilder().setUnitId(unit).build().toByteArray());
        bytes(
                connection,
                "insert into alert_transitions (id, unit, standard_id, tick, to_state, log_partition, log_offset, message)"
                        + " values ('t" + unit + "', " + number + ", 'N02', 1, 3, 0, 1, ?)",
                AlertTransition.newBuilder()
                        .setId("t" + unit)
                        .setUnitId(unit)
                        .setStandardId("N02")
                        .setTo(AlertState.FIRING)
                        .build()
                        .toByteArray());
        bytes(
                connection,
                "insert into record_versions values (" + UNITS.indexOf(unit) + ", 1, 1, " + number
                        + ", 1, 20000, 20000, 0, " + BodyKind.ALARM.number() + ", false, 'cad/" + unit + "', ?)",
                new byte[0]);
        execute(
                connection,
                "insert into notices (id, transition_id, kind, tick, written_at) values ('t" + unit + "', 't" + unit
                        + "', 'FIRING', 1, now())");
        execute(
                connection,
                "insert into notice_deliveries values ('t" + unit + "', 'duty', 'SENT', 1, null, now(), '')");
        execute(connection, "insert into policy_weighings (transition_id) values ('t" + unit + "')");
        execute(
                connection,
                "insert into proposals values ('t" + unit + "', '" + unit
                        + "', 'N02', 1, 'a/1', 'CITY', '{}', 'd', '{}', '{}', now())");
        execute(
                connection,
                "insert into proposal_decisions values ('t" + unit + "', true, 'because', 'a', 'county', true, now())");
        execute(
                connection,
                "insert into alert_actions (transition_id, unit_id, standard_id, since, kind, account, role,"
                        + " authenticated, acted_at, words) values ('t" + unit + "', '" + unit
                        + "', 'N02', 1, 'COMMENTED', 'a', 'county', true, now(), 'seen')");
    }

    @AfterAll
    static void stop() {
        owner.close();
        server.close();
    }

    @Test
    void everyTableThatRequestsReadAndThatHoldsAUnitIsGuarded() throws SQLException {
        try (Connection connection = connect()) {
            assertThat(column(connection, """
                    select c.relname from pg_class c join pg_namespace n on n.oid = c.relnamespace
                    where n.nspname = 'public' and c.relkind in ('r', 'p', 'v', 'm') and not c.relrowsecurity
                      and has_table_privilege('stationboard_reader', c.oid, 'select')
                      and exists (select 1 from pg_attribute a where a.attrelid = c.oid and not a.attisdropped
                          and a.attname in ('unit', 'unit_id', 'transition_id', 'account', 'record_id')
                          and c.relname <> all (array['unit_numbers', 'moved_records']))
                    """)).isEmpty();
            assertThat(column(connection, """
                    select c.relname from pg_class c where c.relnamespace = 'public'::regnamespace and c.relkind = 'r'
                      and has_table_privilege('stationboard_reader', c.oid, 'insert,update,delete,truncate')
                    """)).isEmpty();
        }
    }

    @Test
    void showsEachScopeItsOwnRowsOfEveryGuardedTableAndNothingElse() throws SQLException {
        List<String> tables;
        try (Connection connection = connect()) {
            tables = column(connection, "select relname from pg_class where relrowsecurity order by 1");
        }
        assertThat(tables).hasSizeGreaterThanOrEqualTo(13);
        for (String table : tables) {
            assertThat(count(ReadScope.nothing(), table))
                    .as("%s, nothing", table)
                    .isZero();
            assertThat(count(ReadScope.of(List.of("990101")), table))
                    .as("%s, one", table)
                    .isEqualTo(1);
            assertThat(count(ReadScope.of(List.of("990101", "990102")), table))
                    .as("%s, two", table)
                    .isEqualTo(2);
            assertThat(count(ReadScope.everything(), table))
                    .as("%s, all", table)
                    .isEqualTo(3);
        }
    }

    @Test
    void aScopeIsDataAndNeverMoreOfTheStatement() throws SQLException {
        for (String forged : List.of("990101' or '1'='1", "990101;reset role", "%", "{990101}", "990101\\")) {
            assertThat(count(ReadScope.of(List.of(forged)), "figures"))
                    .as(forged)
                    .isZero();
        }
        for (String meant : List.of("*", "", "990101,990102")) {
            assertThatThrownBy(() -> ReadScope.of(List.of(meant))).isInstanceOf(IllegalArgumentException.class);
        }
    }

    @Test
    void readersFindNothingOfAnotherUnitEvenByItsId() {
        SCOPE.set(ReadScope.of(List.of("990101")));
        assertThat(new PostgresFigureReader(held).days(UNITS, "alarms", 0, 30_000))
                .extracting(FigureRow::unitId)
                .containsExactly("990101");
        assertThat(new PostgresFigureReader(held).sums(UNITS, "alarms", List.of(new DayRange(0, 30_000))))
                .extracting(FigureSum::numerator)
                .containsExactly(7L);
        assertThat(new PostgresVerdictReader(held).now(UNITS, null)).hasSize(1);
        assertThat(new PostgresVerdictReader(held).history(UNITS, null, 10)).hasSize(1);
        assertThat(new PostgresAlertReader(held).transition("t990102")).isEmpty();
        assertThat(new PostgresAlertReader(held).transition("t990101")).isPresent();
        assertThat(new PostgresAlertActions(held).of(UNITS)).hasSize(1);
        assertThat(new PostgresProposalStore(held).proposals(UNITS, 10)).hasSize(1);
        assertThat(new PostgresProposalStore(held).proposal("t990201")).isEmpty();
        assertThat(new PostgresProposalStore(owner).proposal("t990201")).isPresent();
    }

    /** It chooses its transaction's isolation, which nothing may be asked before. */
    @Test
    void aScanOfEvidenceIsHeldInItsOneSnapshot() {
        SCOPE.set(ReadScope.of(List.of("990101")));
        List<String> found = new ArrayList<>();
        new PostgresEvidenceReader(held)
                .scan(
                        new EvidenceQuery(UNITS, BodyKind.ALARM, new DayRange(0, 30_000)),
                        version -> found.add(version.recordId()));
        assertThat(found).containsExactly("cad/990101");
    }

    @Test
    void theScopeOfOneReadIsNotThatOfTheNextOnTheSameConnection() {
        for (int round = 0; round < 20; round++) {
            SCOPE.set(round % 2 == 0 ? ReadScope.everything() : ReadScope.nothing());
            assertThat(new PostgresVerdictReader(held).now(UNITS, null)).hasSize(round % 2 == 0 ? 3 : 0);
            assertThat(new PostgresVerdictReader(owner).now(UNITS, null)).hasSize(3);
        }
    }

    @Test
    void whatRequestsReadByCannotWriteNorLookAtAccounts() {
        SCOPE.set(ReadScope.everything());
        assertThatThrownBy(() -> new Query("trying", "select count(*) from flyway_schema_history")
                        .list(held, row -> row.getLong(1)))
                .isInstanceOf(StoreException.class);
        assertThatThrownBy(() ->
                        new Query("trying", "delete from figures returning unit").list(held, row -> row.getLong(1)))
                .isInstanceOf(StoreException.class);
    }

    private static long count(ReadScope scope, String table) throws SQLException {
        SCOPE.set(scope);
        return new Query("counting", "select count(*) from " + table)
                .list(held, row -> row.getLong(1))
                .get(0);
    }

    private static Connection connect() throws SQLException {
        return DriverManager.getConnection(server.jdbcUrl(), server.user(), server.password());
    }

    private static void execute(Connection connection, String sql) throws SQLException {
        try (Statement statement = connection.createStatement()) {
            statement.execute(sql);
        }
    }

    private static void bytes(Connection connection, String sql, byte[] message) throws SQLException {
        try (PreparedStatement statement = connection.prepareStatement(sql)) {
            statement.setBytes(1, message);
            statement.execute();
        }
    }

    private static List<String> column(Connection connection, String sql) throws SQLException {
        try (Statement statement = connection.createStatement();
                ResultSet rows = statement.executeQuery(sql)) {
            List<String> found = new ArrayList<>();
            while (rows.next()) {
                found.add(rows.getString(1));
            }
            return found;
        }
    }
}
