package org.stationboard.engine;

import java.lang.management.ManagementFactory;
import java.lang.management.ThreadMXBean;
import java.time.Instant;
import java.util.SplittableRandom;
import org.stationboard.contract.v1.AlarmFamily;
import org.stationboard.contract.v1.AlertTransition;
import org.stationboard.contract.v1.DeadLetter;
import org.stationboard.contract.v1.Dispute;
import org.stationboard.contract.v1.DisputeOutcome;
import org.stationboard.contract.v1.FeedState;
import org.stationboard.contract.v1.Figure;
import org.stationboard.contract.v1.Register;
import org.stationboard.contract.v1.StationRecord;
import org.stationboard.contract.v1.TickMarker;
import org.stationboard.contract.v1.UnitLevel;
import org.stationboard.contract.v1.Verdict;

/** Prints what a record, an idle tick and a day's turn cost on the in-memory host. A program, not a test. */
final class Throughput implements Output {
    /** Processor time of this thread: what others do on the machine does not count. */
    private static final ThreadMXBean THREAD = ManagementFactory.getThreadMXBean();

    private static final int STATIONS = 34;
    private static final int DAYS = 463;
    private static final int RECORDS_A_DAY = 540;

    private final SplittableRandom random = new SplittableRandom(1);
    private final Engine engine = new Engine(0, new InMemoryTables(), this, logKey -> true, City.ZONE);
    private long offset;
    private long figures;
    private long verdicts;
    private long recordNanos;
    private long idleNanos;
    private long idleTicks;
    private long busyNanos;
    private long busyTicks;
    private long turnNanos;

    /** A quarter of the demo: 34 stations, 463 days of minute ticks, about 250,000 records. */
    public static void main(String[] args) {
        Throughput throughput = new Throughput();
        long begun = System.nanoTime();
        throughput.run();
        throughput.print(System.nanoTime() - begun);
    }

    private void run() {
        Register.Builder register = Register.newBuilder();
        for (int i = 0; i < STATIONS; i++) {
            register.addUnits(City.unit("9901" + (10 + i), UnitLevel.STATION, City.NORTH, City.NORTH));
        }
        take(City.control(register.build()));
        take(City.controlCatalogue(City.catalogue(5, 20, 570_000)));
        long minute = City.minute("2025-01-01T00:01");
        for (int day = 0; day < DAYS; day++) {
            for (int m = 0; m < 1440; m++, minute++) {
                boolean busy = random.nextInt(1440) < RECORDS_A_DAY;
                if (busy) {
                    recordNanos += timed(record(minute));
                }
                long nanos = timed(City.tick(minute));
                if (m == 1439) {
                    turnNanos += nanos;
                } else if (busy) {
                    busyNanos += nanos;
                    busyTicks++;
                } else {
                    idleNanos += nanos;
                    idleTicks++;
                }
            }
        }
    }

    private StationRecord record(long minute) {
        String unit = "9901" + (10 + random.nextInt(STATIONS));
        Instant now = Instant.ofEpochSecond(minute * 60 - 30);
        if (random.nextInt(5) > 0) {
            return City.alarm("calls/" + offset, unit, 1, now, "c" + random.nextInt(30), AlarmFamily.HELP);
        }
        boolean success = random.nextInt(5) < 3;
        Instant registered = now.minusSeconds(random.nextInt(20 * 86_400));
        Dispute.Builder dispute = Dispute.newBuilder()
                .setPoliceRelated(random.nextInt(3) == 0)
                .setRegisteredAt(City.time(registered))
                .setDueAt(City.time(registered.plusSeconds(15 * 86_400)));
        dispute.addAttemptsBuilder()
                .setConcludedAt(City.time(now))
                .setOutcome(success ? DisputeOutcome.SUCCESS : DisputeOutcome.FAILURE);
        return City.head("disputes/" + offset, unit, 1, now).setDispute(dispute).build();
    }

    private long timed(StationRecord stationRecord) {
        long begun = THREAD.getCurrentThreadCpuTime();
        take(stationRecord);
        return THREAD.getCurrentThreadCpuTime() - begun;
    }

    private void take(StationRecord stationRecord) {
        engine.process(stationRecord, offset++);
    }

    private void print(long nanos) {
        System.out.printf("total %.1f s, %d figures, %d verdicts%n", nanos / 1e9, figures, verdicts);
        System.out.printf("processor time: record %.1f us%n", recordNanos / 1e3 / busyTicks);
        System.out.printf(
                "tick with a record before it %.1f us, idle tick %.2f us%n",
                busyNanos / 1e3 / busyTicks, idleNanos / 1e3 / idleTicks);
        System.out.printf("day's turn of %d stations and 2 standards %.0f us%n", STATIONS, turnNanos / 1e3 / DAYS);
    }

    @Override
    public void figure(Figure figure) {
        figures++;
    }

    @Override
    public void verdict(Verdict verdict, boolean append) {
        verdicts++;
    }

    @Override
    public void alert(AlertTransition transition) {}

    @Override
    public void feed(FeedState feed) {}

    @Override
    public void marker(TickMarker marker) {}

    @Override
    public void deadLetter(DeadLetter letter) {
        throw new IllegalStateException(letter.toString());
    }
}
