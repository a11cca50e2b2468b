package org.stationboard.streams;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Locale;
import java.util.Random;
import org.stationboard.streams.verify.Difference;
import org.stationboard.streams.verify.Findings;
import org.stationboard.testkit.ChildJvm;

/**
 * One load in which the streams are killed at random points and the broker at some more, each as a loss of power would.
 * After each the whole of what is published is held against a recomputation. A run that was cut short goes on at the
 * point it had reached. Arguments: folder, seed (0 for a new one), kills of streams, kills of the broker.
 */
final class Kills {
    private static final int PARTITIONS = 4;
    private static final Duration LONGEST = Duration.ofMinutes(10);
    private static final MadeLog LOG = new MadeLog(8, 3, LocalDate.of(2026, 3, 1), 45, 10);

    private final Path folder;
    private final long seed;
    private final List<Point> points;
    private long differences;
    private long compared;
    private long steps;

    /** @param at share of the load done, 0 to 1 */
    private record Point(double at, boolean ofBroker) {}

    private Kills(Path folder, long seed, int ofStreams, int ofBroker) {
        this.folder = folder;
        this.seed = seed;
        this.points = points(new Random(seed), ofStreams, ofBroker);
    }

    public static void main(String[] arguments) throws Exception {
        Path folder = Path.of(arguments[0]);
        Files.createDirectories(folder);
        long seed = kept(
                folder.resolve("seed"), arguments[1].equals("0") ? System.nanoTime() : Long.parseLong(arguments[1]));
        Kills kills = new Kills(folder, seed, Integer.parseInt(arguments[2]), Integer.parseInt(arguments[3]));
        say("seed " + seed + ", " + kills.points.size() + " kills");
        kills.run();
        System.exit(kills.differences == 0 ? 0 : 1);
    }

    private static List<Point> points(Random random, int ofStreams, int ofBroker) {
        List<Boolean> kinds = new ArrayList<>(Collections.nCopies(ofStreams, false));
        kinds.addAll(Collections.nCopies(ofBroker, true));
        Collections.shuffle(kinds, random);
        List<Point> points = new ArrayList<>();
        double[] at = random.doubles(kinds.size(), 0.01, 0.97).sorted().toArray();
        for (int i = 0; i < at.length; i++) {
            points.add(new Point(at[i], kinds.get(i)));
        }
        return points;
    }

    private void run() throws Exception {
        long began = System.nanoTime();
        ChildJvm broker = KilledBroker.start(folder.resolve("broker"));
        String brokers = broker.told();
        if (!Files.exists(folder.resolve("written"))) {
            BrokerLog log = new BrokerLog(brokers, PARTITIONS);
            log.create();
            Files.writeString(folder.resolve("written"), log.write(LOG) + "\n");
        }
        int done = (int) kept(folder.resolve("done"), 0);
        ChildJvm streams = KilledStreams.start(brokers, folder, "one", 0);
        try (Committed committed = new Committed(brokers, "station", PARTITIONS)) {
            long end = committed.end();
            for (int i = done; i < points.size(); i++) {
                Point point = points.get(i);
                long target = (long) (end * point.at());
                committed.await(
                        offsets -> offsets.values().stream()
                                        .mapToLong(Long::longValue)
                                        .sum()
                                >= target,
                        LONGEST);
                if (point.ofBroker()) {
                    broker.kill();
                    broker = KilledBroker.start(folder.resolve("broker"));
                    long before = committed.sum();
                    committed.await(
                            offsets -> offsets.values().stream()
                                            .mapToLong(Long::longValue)
                                            .sum()
                                    > before,
                            LONGEST);
                } else {
                    streams.kill();
                }
                tell(i, point, verify(brokers, !point.ofBroker()), began);
                if (!point.ofBroker()) {
                    streams = KilledStreams.start(brokers, folder, "one", 0);
                }
                Files.writeString(folder.resolve("done"), (i + 1) + "\n");
            }
            new BrokerLog(brokers, PARTITIONS).awaitTick(LOG.lastTick(), LONGEST);
            streams.kill();
            tell(points.size(), new Point(1, false), verify(brokers, true), began);
            write(began);
        } finally {
            streams.close();
            broker.close();
        }
    }

    private Findings verify(String brokers, boolean atRest) {
        Findings findings = Verified.of(brokers, "station", atRest);
        findings.differences().stream().map(Difference::toString).forEach(Kills::say);
        differences += findings.count();
        compared +=
                findings.equal().values().stream().mapToLong(Long::longValue).sum();
        steps = findings.equal().getOrDefault("topic alerts", 0L);
        return findings;
    }

    private void tell(int number, Point point, Findings findings, long began) {
        say(String.format(
                Locale.ROOT,
                "%2d of %d: %s at %.3f of the load, %,d values equal, %d differences, %d s",
                number + 1,
                points.size() + 1,
                number == points.size() ? "end" : point.ofBroker() ? "broker killed" : "streams killed",
                point.at(),
                findings.equal().values().stream().mapToLong(Long::longValue).sum(),
                findings.count(),
                Duration.ofNanos(System.nanoTime() - began).toSeconds()));
    }

    private void write(long began) throws IOException {
        long broker = points.stream().filter(Point::ofBroker).count();
        Files.writeString(
                folder.resolveSibling("kills.json"),
                String.format(
                        Locale.ROOT,
                        "{\"seed\": %d, \"streamsKilled\": %d, \"brokerKilled\": %d, \"valuesCompared\": %d, "
                                + "\"alertSteps\": %d, \"differences\": %d, \"seconds\": %d, \"passed\": %b}%n",
                        seed,
                        points.size() - broker,
                        broker,
                        compared,
                        steps,
                        differences,
                        Duration.ofNanos(System.nanoTime() - began).toSeconds(),
                        differences == 0));
    }

    /** What a run before this one kept, else what is given, which is kept from now on. */
    private static long kept(Path file, long given) throws IOException {
        if (!Files.exists(file)) {
            Files.writeString(file, given + "\n");
        }
        return Long.parseLong(Files.readString(file).trim());
    }

    private static void say(String line) {
        System.out.println(line);
    }
}
