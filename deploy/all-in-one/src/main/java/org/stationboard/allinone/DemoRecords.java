package org.stationboard.allinone;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneId;
import java.util.Iterator;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.function.UnaryOperator;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import java.util.stream.StreamSupport;
import org.stationboard.contract.v1.Reading;
import org.stationboard.contract.v1.StationRecord;
import org.stationboard.gateway.Mapping;
import org.stationboard.gateway.OrgRegister;
import org.stationboard.gateway.RowRefusal;
import org.stationboard.gateway.StationDirectory;
import org.stationboard.testkit.StationRoutine;

/**
 * What the demo plays: the recorded sources, read by their mappings, and beside them what no public source has, made up
 * under the source {@code simulated}.
 *
 * @param label names what is replayed: each mapping with its digest
 */
record DemoRecords(List<DemoSource> sources, String label) {
    /** Source of everything made up; screens mark what rests on it. */
    static final String SIMULATED = "simulated";

    /** How far back what is made up reaches: its series are shorter than a year, and say so. */
    private static final Duration SIMULATED_HISTORY = Duration.ofDays(13 * 7);

    private static final ZoneId ZONE = ZoneId.of("Asia/Shanghai");
    private static final long SEED = 20_190_816;
    /** A Monday: whole weeks later it is one again. */
    private static final LocalDate FIRST_DAY = LocalDate.of(2018, 9, 3);

    /** Reads each source on a thread of its own: a start waits for it. */
    static DemoRecords load(Shipped shipped, OrgRegister register) {
        StationDirectory stations = StationDirectory.of(register);
        DemoCommunities communities = DemoCommunities.of(register);
        CompletableFuture<DemoSource> calls = CompletableFuture.supplyAsync(
                () -> real(shipped, "winston-salem", "winston-salem", stations, communities::placed));
        CompletableFuture<DemoSource> disputes = CompletableFuture.supplyAsync(
                () -> real(shipped, "consumidor", "br-consumidor", stations, communities::placed));
        DemoSource made = routine(register, communities);
        DemoSource cases = real(
                shipped,
                "charlottesville",
                "charlottesville-reports-snapshot-2018-11",
                stations,
                UnaryOperator.identity());
        DemoSource outcomes = DemoSource.beside(cases, SimulatedSteps.ofCases(cases), SIMULATED_HISTORY);
        DemoSource steps = DemoSource.beside(calls.join(), SimulatedSteps.ofCalls(calls.join()), SIMULATED_HISTORY);
        return new DemoRecords(
                List.of(calls.join(), disputes.join(), cases, steps, outcomes, made),
                label(shipped, "winston-salem", "consumidor", "charlottesville"));
    }

    private static String label(Shipped shipped, String... mappings) {
        return Stream.of(mappings).map(name -> mapping(shipped, name).label()).collect(Collectors.joining("+"));
    }

    private static Mapping mapping(Shipped shipped, String name) {
        try {
            return Mapping.load(shipped.mapping(name));
        } catch (IOException missing) {
            throw new UncheckedIOException(missing);
        }
    }

    private static DemoSource real(
            Shipped shipped,
            String mapped,
            String prefix,
            StationDirectory stations,
            UnaryOperator<StationRecord> placed) {
        Mapping mapping = mapping(shipped, mapped);
        return DemoSource.real(RecordedSource.of(files(shipped, prefix).stream()
                .flatMap(file -> stream(mapping.read(file, stations, DemoRecords::refuse)))
                .map(placed)
                .iterator()));
    }

    private static List<Path> files(Shipped shipped, String prefix) {
        try {
            return shipped.files(prefix);
        } catch (StartRefused missing) {
            throw new IllegalStateException(missing.getMessage(), missing);
        }
    }

    /** The stations' made-up routine, from whole weeks before the demo's anchor to some days after it. */
    private static DemoSource routine(OrgRegister register, DemoCommunities communities) {
        List<String> stations = register.stations().stream().sorted().toList();
        int days = Math.toIntExact(SIMULATED_HISTORY.toDays()) + 14;
        Iterator<StationRecord> made = new StationRoutine(SIMULATED, SEED, stations, FIRST_DAY, days, ZONE)
                .list().stream().map(communities::placed).iterator();
        Instant end = FIRST_DAY.plusDays(days).atStartOfDay(ZONE).toInstant();
        return new DemoSource(RecordedSource.of(made), end.getEpochSecond(), 1, Duration.ofDays(days));
    }

    /** The readings of the demo's devices. */
    static DemoReadings readings(Shipped shipped, OrgRegister register) {
        StationDirectory stations = StationDirectory.of(register);
        try {
            return new DemoReadings(List.of(
                    new DemoReadings.Source(
                            readings(mapping(shipped, "bath"), shipped.files("bath-parking-2015-12"), stations), 3),
                    new DemoReadings.Source(readings(mapping(shipped, "nab"), shipped.detectors(), stations), 1)));
        } catch (StartRefused missing) {
            throw new IllegalStateException(missing.getMessage(), missing);
        }
    }

    private static List<Reading> readings(Mapping mapping, List<Path> files, StationDirectory stations) {
        return files.stream()
                .flatMap(file -> stream(mapping.readings(file, stations, DemoRecords::refuse)))
                .toList();
    }

    private static <T> Stream<T> stream(Iterable<T> all) {
        return StreamSupport.stream(all.spliterator(), false);
    }

    private static void refuse(RowRefusal row) {
        throw new IllegalStateException(row.file() + ":" + row.line() + ": " + row.reason() + " " + row.part()
                + " (expected: demo data that its mapping fits)");
    }
}
