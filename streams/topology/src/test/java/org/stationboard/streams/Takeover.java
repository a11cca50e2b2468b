package org.stationboard.streams;

import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;
import org.stationboard.streams.verify.Difference;
import org.stationboard.streams.verify.Findings;
import org.stationboard.testkit.ChildJvm;

/**
 * Two instances share a load and one is killed: how long until the other has committed more of every partition the
 * killed one had, and that nothing published differs from a recomputation. Once without standbys and once with one.
 * Argument: folder.
 */
final class Takeover {
    private static final int PARTITIONS = 4;
    private static final Duration LONGEST = Duration.ofMinutes(10);
    private static final MadeLog LOG = new MadeLog(8, 3, LocalDate.of(2026, 3, 1), 120, 10);

    private Takeover() {}

    public static void main(String[] arguments) throws Exception {
        Path folder = Path.of(arguments[0]);
        List<String> results = new ArrayList<>();
        boolean right = true;
        for (int standbys = 0; standbys <= 1; standbys++) {
            Path own = Files.createTempDirectory(Files.createDirectories(folder), "standbys-" + standbys + "-");
            Result result = run(own, standbys);
            results.add(result.json());
            right &= result.differences() == 0;
            say(result.json());
        }
        Files.writeString(folder.resolveSibling("takeover.json"), results + System.lineSeparator());
        System.exit(right ? 0 : 1);
    }

    private record Result(int standbys, double seconds, long values, long differences) {
        String json() {
            return String.format(
                    Locale.ROOT,
                    "{\"standbys\": %d, \"secondsToTakeOver\": %.1f, \"valuesEqual\": %d, \"differences\": %d}",
                    standbys,
                    seconds,
                    values,
                    differences);
        }
    }

    private static Result run(Path folder, int standbys) throws Exception {
        try (ChildJvm broker = KilledBroker.start(folder.resolve("broker"))) {
            String brokers = broker.told();
            BrokerLog log = new BrokerLog(brokers, PARTITIONS);
            log.create();
            log.write(LOG);
            try (ChildJvm one = KilledStreams.start(brokers, folder, "one", standbys);
                    ChildJvm two = KilledStreams.start(brokers, folder, "two", standbys);
                    Committed committed = new Committed(brokers, "station", PARTITIONS)) {
                double seconds = takeOver(committed, one, 0.9);
                log.awaitTick(LOG.lastTick(), LONGEST);
                two.kill();
                Findings findings = Verified.of(brokers, "station", true);
                findings.differences().stream().map(Difference::toString).forEach(Takeover::say);
                long values = findings.equal().values().stream()
                        .mapToLong(Long::longValue)
                        .sum();
                return new Result(standbys, seconds, values, findings.count());
            }
        }
    }

    /**
     * Kills one when both have made way, and waits until every partition goes on; gives the seconds that took.
     *
     * @param most share of any partition that may be done by then: what is done already cannot be taken over
     */
    static double takeOver(Committed committed, ChildJvm one, double most) throws Exception {
        Map<Integer, Long> ends = committed.ends();
        committed.await(
                offsets -> offsets.entrySet().stream()
                        .allMatch(partition -> partition.getValue() > ends.getOrDefault(partition.getKey(), 0L) / 5),
                LONGEST);
        committed.offsets().forEach((partition, offset) -> {
            if (offset > ends.getOrDefault(partition, 0L) * most) {
                throw new AssertionError("partition " + partition + ": nearly done before the kill, at " + offset
                        + " (expected: in the middle of the load)");
            }
        });
        long killed = System.nanoTime();
        one.kill();
        // A commit that was under way may still count for the killed one: two of the other's are asked for.
        for (int commit = 0; commit < 2; commit++) {
            Map<Integer, Long> before = new TreeMap<>(committed.offsets());
            committed.await(offsets -> further(offsets, before, ends), LONGEST);
        }
        return (System.nanoTime() - killed) / 1e9;
    }

    /** Every partition is further than before, or at its end but for marks of transactions. */
    private static boolean further(Map<Integer, Long> offsets, Map<Integer, Long> before, Map<Integer, Long> ends) {
        return before.entrySet().stream().allMatch(partition -> {
            long now = offsets.getOrDefault(partition.getKey(), 0L);
            return now > partition.getValue() || now >= ends.getOrDefault(partition.getKey(), 0L) - 2;
        });
    }

    private static void say(String line) {
        System.out.println(line);
    }
}
