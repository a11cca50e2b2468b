package org.stationboard.gateway;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.OptionalDouble;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CopyOnWriteArrayList;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;
import org.stationboard.contract.RecordJson;
import org.stationboard.contract.v1.ClockMode;
import org.stationboard.contract.v1.StationRecord;
import org.stationboard.testkit.Records;

@ExtendWith(OneBroker.class)
class ReplayIT {
    private static final StationDirectory STATIONS = StationDirectory.of(RepositoryFiles.shippedRegister());

    private static TestBroker broker;

    @TempDir
    Path files;

    private final List<ReplayProgress> progress = new CopyOnWriteArrayList<>();
    private final List<RowRefusal> rows = new ArrayList<>();
    private GatewayFixture fixture;

    @BeforeAll
    static void useBroker(TestBroker shared) {
        broker = shared;
    }

    @BeforeEach
    void startGateway() {
        broker.removeTopics();
        fixture = new GatewayFixture(broker.settings(), Clock.systemUTC());
    }

    @AfterEach
    void stopGateway() {
        fixture.close();
    }

    private static Mapping disputes() throws Exception {
        return Mapping.load(RepositoryFiles.demoData().resolve("mappings/consumidor.yaml"));
    }

    private static List<Path> may() {
        return List.of(
                RepositoryFiles.demoData().resolve("br-consumidor-odr-2014-05.csv.gz"),
                RepositoryFiles.demoData().resolve("br-consumidor-odr-2014-06.csv.gz"));
    }

    private ReplaySettings settings(ClockMode clock) {
        return new ReplaySettings(
                fixture.uri("/"),
                "test@0",
                clock,
                OptionalDouble.empty(),
                Duration.ofMinutes(2),
                broker.settings().zone());
    }

    private Replay replay(ClockMode clock) {
        return new Replay(settings(clock), STATIONS.root(), Clock.systemUTC(), progress::add);
    }

    @Test
    void underLogEachTickStandsBeforeTheRecordsOfItsMinute() throws Exception {
        ReplaySummary summary = replay(ClockMode.LOG).send(may(), disputes(), STATIONS, ReplayOrder.TIME, rows::add);
        assertThat(summary.complete()).isTrue();
        assertThat(rows).isEmpty();
        long last = 0;
        long records = 0;
        for (List<StationRecord> partition : broker.log()) {
            long tick = 0;
            for (StationRecord record : partition) {
                if (record.getControl().hasTick()) {
                    long from = record.getControl().getTick().getFromMinute();
                    assertThat(tick == 0 || from == tick + 1).isTrue();
                    tick = record.getControl().getTick().getMinute();
                } else if (!record.hasControl()) {
                    assertThat(tick).isEqualTo(record.getReportedAt().getSeconds() / 60);
                    records += record.hasDispute() ? 1 : 0;
                    last = Math.max(last, tick);
                }
            }
            assertThat(tick).isEqualTo(fixture.gateway.keeper().head().getTick());
        }
        assertThat(records).isEqualTo(summary.accepted()).isEqualTo(summary.read());
        assertThat(fixture.gateway.keeper().head().getTick()).isEqualTo(last + 1);
        assertThat(broker.data()).filteredOn(StationRecord::hasFeedMark).hasSize(8);
    }

    @Test
    void sentAgainInAnotherOrderItsOneTickFollowsTheLastRecord() throws Exception {
        replay(ClockMode.LOG).send(may(), disputes(), STATIONS, ReplayOrder.TIME, rows::add);
        List<String> ticks = TestBroker.ticks(broker.log().get(0));
        long before = fixture.gateway.keeper().head().getTick();
        ReplaySummary again =
                replay(ClockMode.LOG).send(may(), disputes(), STATIONS, ReplayOrder.parse("shuffle:5"), rows::add);
        assertThat(again.complete()).isTrue();
        List<StationRecord> log = broker.log().get(0);
        // None for its records; but what it brought is shown with the next tick only, and no clock brings one.
        assertThat(TestBroker.ticks(log))
                .startsWith(ticks.toArray(String[]::new))
                .hasSize(ticks.size() + 1);
        assertThat(log.get(log.size() - 1).getControl().getTick().getMinute()).isEqualTo(before + 1);
    }

    @Test
    void outOfOrderOrUnderWallAFeedIsAnnouncedBeforeItsFirstRecord() throws Exception {
        ReplaySummary summary = replay(ClockMode.WALL).send(may(), disputes(), STATIONS, ReplayOrder.TIME, rows::add);
        assertThat(summary.complete()).isTrue();
        assertThat(summary.accepted()).isEqualTo(summary.read());
        for (List<StationRecord> partition : broker.log()) {
            assertThat(partition.stream().filter(record -> !record.hasControl()).findFirst())
                    .hasValueSatisfying(
                            record -> assertThat(record.hasFeedMark()).isTrue());
        }
        assertThat(broker.data())
                .filteredOn(record -> record.hasFeedMark()
                        && record.getFeedMark()
                                .getFrom()
                                .equals(record.getFeedMark().getTo()))
                .hasSize(8);
    }

    @Test
    void countsRefusedRowsAndRecordsByReason() throws Exception {
        Instant now = Instant.now().minusSeconds(120);
        Path file = Files.writeString(
                files.resolve("some.ndjson"),
                RecordJson.print(Records.alarm("phone/1", "990101", now).build()) + "\nnonsense\n"
                        + RecordJson.print(Records.alarm("phone/2", "1", now).build()) + "\n");
        ReplaySummary summary =
                replay(ClockMode.WALL).send(List.of(file), disputes(), STATIONS, ReplayOrder.FILE, rows::add);
        assertThat(summary.read()).isEqualTo(3);
        assertThat(summary.accepted()).isEqualTo(1);
        assertThat(summary.refusedByReason()).containsEntry("MALFORMED", 1L).containsEntry("UNKNOWN_UNIT", 1L);
        assertThat(summary.complete()).isFalse();
        assertThat(rows).extracting(RowRefusal::line).containsExactly(2L);
        assertThat(fixture.gateway.keeper().head().getMode()).isEqualTo(ClockMode.WALL);
        assertThatThrownBy(() ->
                        replay(ClockMode.LOG).send(List.<StationRecord>of().iterator()))
                .isInstanceOf(ReplayException.class)
                .hasMessageContaining("expected: WALL, as decided");
    }

    @Test
    void aSnapshotSendsOnlyWhatChangedAndWithdrawsInsideItsSpan() throws Exception {
        Instant first = Instant.parse("2026-03-01T04:00:00Z");
        List<StationRecord> before = new ArrayList<>();
        for (int i = 0; i < 5; i++) {
            before.add(Records.alarm("list/" + i, "990101", first.plus(Duration.ofHours(i)))
                    .build());
        }
        StationRecord changed = before.get(3).toBuilder().setUnitId("990102").build();
        Path march = ndjson("march.ndjson", before);
        Path april = ndjson("april.ndjson", List.of(before.get(1), changed, before.get(4)));
        SnapshotSpan span =
                SnapshotSpan.of(LocalDate.of(2026, 4, 1), broker.settings().zone());
        List<SnapshotCounts> counts = new ArrayList<>();
        replay(ClockMode.LOG)
                .sendSnapshot(
                        SnapshotSpan.of(LocalDate.of(2026, 3, 2), span.zone()),
                        List.of(),
                        List.of(march),
                        disputes(),
                        STATIONS,
                        rows::add,
                        counts::add);
        ReplaySummary summary = replay(ClockMode.LOG)
                .sendSnapshot(span, List.of(march), List.of(april), disputes(), STATIONS, rows::add, counts::add);
        assertThat(counts).containsExactly(new SnapshotCounts(5, 0, 0, 0, 0, 0), new SnapshotCounts(0, 1, 2, 1, 1, 0));
        assertThat(summary.complete()).isTrue();
        assertThat(summary.read()).isEqualTo(3);
        assertThat(broker.data())
                .filteredOn(StationRecord::hasAlarm)
                .filteredOn(record -> record.getVersion() >= span.version())
                .extracting(record -> record.getRecordId() + ' ' + record.getUnitId() + ' ' + record.getWithdrawn())
                .containsExactlyInAnyOrder("list/2 990101 true", "list/3 990101 true", "list/3 990102 false");
    }

    private Path ndjson(String name, List<StationRecord> records) throws Exception {
        return Files.write(
                files.resolve(name), records.stream().map(RecordJson::print).toList());
    }

    private static boolean unacknowledged(ReplayProgress line) {
        return line.note().contains("503");
    }

    @Test
    void goesOnAfterAnOutage() throws Exception {
        fixture.clock("{\"mode\":\"log\"}");
        broker.stop();
        CompletableFuture<ReplaySummary> running = CompletableFuture.supplyAsync(() -> {
            try {
                return replay(ClockMode.LOG).send(may(), disputes(), STATIONS, ReplayOrder.TIME, rows::add);
            } catch (Exception e) {
                throw new IllegalStateException(e);
            }
        });
        // The gateway has waited for an acknowledgement and said that there is none.
        await().atMost(Duration.ofSeconds(60)).until(() -> progress.stream().anyMatch(ReplayIT::unacknowledged));
        broker.startAgain();
        ReplaySummary summary = running.join();
        assertThat(summary.complete()).isTrue();
        assertThat(progress).anyMatch(ReplayIT::unacknowledged);
        long records = broker.data().stream()
                .filter(StationRecord::hasDispute)
                .map(record -> record.getRecordId() + '#' + record.getVersion())
                .distinct()
                .count();
        assertThat(records).isEqualTo(summary.accepted());
    }
}
