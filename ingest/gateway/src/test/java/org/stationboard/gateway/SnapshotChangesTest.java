package org.stationboard.gateway;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.net.URI;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.Iterator;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;
import org.stationboard.contract.v1.ClockMode;
import org.stationboard.contract.v1.StationRecord;
import org.stationboard.testkit.Records;

class SnapshotChangesTest {
    private static final ZoneId ZONE = ZoneId.of("Asia/Shanghai");
    private static final LocalDate TAKEN = LocalDate.of(2026, 3, 10);
    private static final long VERSION = TAKEN.atStartOfDay(ZONE).toEpochSecond();
    private static final Instant MARCH = Instant.parse("2026-03-01T04:00:00Z");

    private static StationRecord alarm(int id, int day) {
        return Records.alarm("list/" + id, "9101", MARCH.plusSeconds(86_400L * day))
                .build();
    }

    private static List<StationRecord> changes(SnapshotChanges changes, boolean whole) {
        List<StationRecord> records = new ArrayList<>();
        changes.end(whole).byTime().forEachRemaining(records::add);
        return records;
    }

    private static SnapshotChanges compared(SnapshotSpan span, List<StationRecord> before, List<StationRecord> now) {
        SnapshotChanges changes = new SnapshotChanges(span);
        changes.previous(before.iterator());
        now.forEach(changes::take);
        return changes;
    }

    @Test
    void ofARecordInStepsTheLastOneIsCompared() {
        StationRecord called = alarm(1, 1).toBuilder().setVersion(1).build();
        StationRecord handled = called.toBuilder()
                .setVersion(2)
                .setAlarm(called.getAlarm().toBuilder().setCategory("handled"))
                .build();
        List<StationRecord> rows = List.of(called, handled, alarm(2, 2), alarm(2, 2), alarm(3, 3));
        List<StationRecord> last = new ArrayList<>();
        new LastVersions(rows.iterator()).forEachRemaining(last::add);
        assertThat(last).containsExactly(handled, alarm(2, 2), alarm(2, 2), alarm(3, 3));
    }

    @Test
    void aMappingWhoseIdsAreLinesHasNoSnapshots() throws Exception {
        Mapping lines = Mapping.load(RepositoryFiles.demoData().resolve("mappings/consumidor.yaml"));
        Replay replay = new Replay(
                ReplaySettings.of(URI.create("http://127.0.0.1:1"), "test@0", ClockMode.LOG),
                "9",
                Clock.systemUTC(),
                progress -> {});
        assertThatThrownBy(() -> replay.sendSnapshot(
                        SnapshotSpan.of(TAKEN, ZONE),
                        List.of(),
                        List.of(Path.of("march.csv")),
                        lines,
                        StationDirectory.of(RepositoryFiles.shippedRegister()),
                        refused -> {},
                        told -> {}))
                .isInstanceOf(ReplayException.class)
                .hasMessageContaining("expected: an id column");
    }

    @Test
    void sendsWhatIsNewAndWhatIsAnotherUnderTheSnapshotsVersion() {
        StationRecord corrected = alarm(2, 2).toBuilder()
                .setAlarm(alarm(2, 2).getAlarm().toBuilder().setCategory("fraud"))
                .build();
        SnapshotChanges changes = compared(
                SnapshotSpan.of(TAKEN, ZONE),
                List.of(alarm(1, 1), alarm(2, 2)),
                List.of(alarm(1, 1), corrected, alarm(3, 3)));
        List<StationRecord> records = changes(changes, true);
        assertThat(records).extracting(StationRecord::getRecordId).containsExactly("list/3", "list/2");
        assertThat(records).allMatch(record -> record.getVersion() == VERSION && !record.getWithdrawn());
        assertThat(records.get(1).getAlarm().getCategory()).isEqualTo("fraud");
        // A change is known with the snapshot; what is newer than all before was reported when its source says.
        assertThat(records.get(1).getReportedAt().getSeconds()).isEqualTo(VERSION);
        assertThat(records.get(0).getReportedAt()).isEqualTo(alarm(3, 3).getReportedAt());
        assertThat(changes.counts()).isEqualTo(new SnapshotCounts(1, 1, 1, 0, 0, 0));
    }

    @Test
    void aRecordThatCameLateIsKnownWithTheSnapshot() {
        List<StationRecord> records = changes(
                compared(SnapshotSpan.of(TAKEN, ZONE), List.of(alarm(1, 5)), List.of(alarm(1, 5), alarm(2, 3))), true);
        assertThat(records).hasSize(1);
        assertThat(records.get(0).getReportedAt().getSeconds()).isEqualTo(VERSION);
        assertThat(records.get(0).getOccurredAt()).isEqualTo(alarm(2, 3).getOccurredAt());
    }

    @Test
    void withdrawsWhatIsGoneInsideTheSpanOnly() {
        List<StationRecord> before = List.of(alarm(1, 0), alarm(2, 2), alarm(3, 3), alarm(4, 4), alarm(5, 6));
        SnapshotChanges own = compared(SnapshotSpan.of(TAKEN, ZONE), before, List.of(alarm(2, 2), alarm(4, 4)));
        List<StationRecord> records = changes(own, true);
        assertThat(records).extracting(StationRecord::getRecordId).containsExactly("list/3");
        assertThat(records.get(0).getWithdrawn()).isTrue();
        assertThat(records.get(0).getVersion()).isEqualTo(VERSION);
        assertThat(own.counts()).isEqualTo(new SnapshotCounts(0, 0, 2, 1, 2, 0));

        SnapshotSpan declared = new SnapshotSpan(
                TAKEN, "alarm.calledAt", Optional.of(MARCH), Optional.of(MARCH.plusSeconds(86_400L * 6)), ZONE);
        assertThat(changes(compared(declared, before, List.of(alarm(2, 2), alarm(4, 4))), true))
                .extracting(StationRecord::getRecordId)
                .containsExactlyInAnyOrder("list/1", "list/3");
    }

    @Test
    void aSnapshotThatWasNotReadWholeWithdrawsNothing() {
        SnapshotChanges changes = compared(
                SnapshotSpan.of(TAKEN, ZONE),
                List.of(alarm(1, 1), alarm(2, 2), alarm(3, 3)),
                List.of(alarm(1, 1), alarm(3, 3)));
        assertThat(changes(changes, false)).isEmpty();
        assertThat(changes.counts().kept()).isEqualTo(1);
    }

    @Test
    void aRecordOfAnotherUnitLeavesTheOldOneFirst() {
        StationRecord moved = alarm(1, 1).toBuilder().setUnitId("9201").build();
        List<StationRecord> records =
                changes(compared(SnapshotSpan.of(TAKEN, ZONE), List.of(alarm(1, 1)), List.of(moved)), true);
        assertThat(records).hasSize(2);
        assertThat(records.get(0).getWithdrawn()).isTrue();
        assertThat(records.get(0).getUnitId()).isEqualTo("9101");
        assertThat(records.get(1).getUnitId()).isEqualTo("9201");
        assertThat(records.get(1).getMovedFrom()).isEqualTo("9101");
        assertThat(records.get(1).getVersion()).isEqualTo(records.get(0).getVersion() + 1);
    }

    @Test
    void passesOverARowWhoseIdStoodBefore() {
        SnapshotChanges changes = compared(SnapshotSpan.of(TAKEN, ZONE), List.of(), List.of(alarm(1, 1), alarm(1, 2)));
        assertThat(changes(changes, true))
                .containsExactly(alarm(1, 1).toBuilder().setVersion(VERSION).build());
        assertThat(changes.counts().repeated()).isEqualTo(1);
    }

    @Test
    void refusesATimeThatIsNone() {
        assertThatThrownBy(() -> new SnapshotSpan(TAKEN, "recordId", Optional.empty(), Optional.empty(), ZONE))
                .hasMessageContaining("a time of the contract");
        assertThatThrownBy(() -> new SnapshotSpan(TAKEN, "occurredAt", Optional.of(MARCH), Optional.of(MARCH), ZONE))
                .hasMessageContaining("from before to");
    }

    private static final String CHARLOTTESVILLE = """
            name: cville
            version: 1
            source: cville
            body: case
            input:
              format: csv
              delimiter: ","
              quote: "\\""
              header: true
              charsets: [UTF-8, windows-1252]
              zone: America/New_York
            id: {column: IncidentID}
            unit:
              column: StreetName
              otherwiseHash: {columns: [StreetName], normalise: street, over: stations}
            times:
              reported: {column: DateReported, format: "uuuu/MM/dd HH:mm:ssx"}
            occurredAt: reported
            reportedAt: reported
            recordVersion: {constant: 1}
            sets:
              case.kind: CRIMINAL
              case.category: offence
              case.openedAt: {time: reported}
            """;

    private static Iterator<StationRecord> charlottesville(String day) {
        return Mapping.parse(CHARLOTTESVILLE.getBytes(java.nio.charset.StandardCharsets.UTF_8))
                .read(
                        RepositoryFiles.testDataOrSkip()
                                .resolve("cases/charlottesville-reports-snapshot-" + day + ".csv.gz"),
                        StationDirectory.of(RepositoryFiles.shippedRegister()),
                        row -> {
                            throw new AssertionError(row);
                        })
                .iterator();
    }

    @Test
    void servesTheTwoSnapshotsOfCharlottesville() {
        SnapshotChanges changes = new SnapshotChanges(SnapshotSpan.of(LocalDate.of(2018, 11, 26), ZONE));
        changes.previous(charlottesville("2018-07-21"));
        charlottesville("2018-11-26").forEachRemaining(changes::take);
        List<StationRecord> sent = changes(changes, true);
        assertThat(changes.counts()).isEqualTo(new SnapshotCounts(2_200, 28_045, 0, 0, 2_932, 0));
        // One street was corrected, and with it the station: the record leaves the one and comes to the other.
        List<StationRecord> left =
                sent.stream().filter(StationRecord::getWithdrawn).toList();
        assertThat(left).hasSize(1);
        assertThat(sent.stream().filter(record -> !record.getMovedFrom().isEmpty()))
                .extracting(StationRecord::getRecordId)
                .containsExactly(left.get(0).getRecordId());
        long version = LocalDate.of(2018, 11, 26).atStartOfDay(ZONE).toEpochSecond();
        assertThat(sent.size()).isEqualTo(2_200 + 28_045 + 1);
        assertThat(sent.stream().filter(record -> record.getVersion() != version))
                .hasSize(1);
        long late = sent.stream()
                .filter(record -> !record.getReportedAt().equals(record.getOccurredAt()))
                .map(StationRecord::getRecordId)
                .filter(notIn(ids("2018-07-21")))
                .count();
        assertThat(late).isEqualTo(23);
    }

    private static java.util.function.Predicate<String> notIn(Set<String> ids) {
        return id -> !ids.contains(id);
    }

    private static Set<String> ids(String day) {
        List<StationRecord> records = new ArrayList<>();
        charlottesville(day).forEachRemaining(records::add);
        return records.stream().map(StationRecord::getRecordId).collect(Collectors.toCollection(HashSet::new));
    }
}
