package org.stationboard.engine;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.PrintStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

/**
 * The long form of {@link HistoriesTest}, run by {@code deploy/full/histories} alone: so many histories from a seed on,
 * each held to the oracle in full. What is done stands in a file, so that a run that was cut short goes on; a history
 * that differs is printed with its seed and the others go on.
 */
class HistoriesLong {
    private static final int EACH = 200;

    private final PrintStream terminal = System.out;
    private final long seed = Long.getLong("histories.seed", 1);
    private final long count = Long.getLong("histories.first", 10_000);
    private final Path state = Path.of(System.getProperty("histories.state", "target/histories.state"));
    private final List<Long> wrong = new ArrayList<>();
    private long records;
    private long splits;

    @Test
    void everyHistoryEqualsTheBatch() throws IOException {
        long done = resume();
        Instant began = Instant.now();
        terminal.printf("histories: seeds %d to %d, %d done before%n", seed, seed + count - 1, done);
        for (long i = done; i < count; i++) {
            run(seed + i);
            if ((i + 1) % EACH == 0 || i + 1 == count) {
                keep(i + 1);
                double minutes = Duration.between(began, Instant.now()).toSeconds() / 60.0;
                terminal.printf(
                        "histories: %d of %d, %d records, %d differ, %d left alive twice and listed, %.1f min%n",
                        i + 1, count, records, wrong.size(), splits, minutes);
            }
        }
        assertThat(wrong).as("seeds that differ").isEmpty();
    }

    private void run(long each) {
        History history = new History(each, true);
        records += history.data().size();
        HistoryCheck check = new HistoryCheck(history, HistoriesTest.dirtyLimit(each));
        List<String> differences;
        try {
            differences = check.differences(each % 3 == 0);
            splits += check.splits();
        } catch (RuntimeException | AssertionError thrown) {
            differences = List.of(thrown.toString());
        }
        if (!differences.isEmpty()) {
            wrong.add(each);
            terminal.printf("histories: seed %d differs: %s%n", each, differences);
        }
    }

    private long resume() throws IOException {
        if (!Files.exists(state)) {
            return 0;
        }
        List<String> lines = Files.readAllLines(state);
        if (lines.size() < 5 || Long.parseLong(lines.get(0)) != seed) {
            return 0;
        }
        records = Long.parseLong(lines.get(2));
        splits = Long.parseLong(lines.get(3));
        for (String each : lines.get(4).split(" ", -1)) {
            if (!each.isEmpty()) {
                wrong.add(Long.valueOf(each));
            }
        }
        return Math.min(count, Long.parseLong(lines.get(1)));
    }

    private void keep(long done) throws IOException {
        List<String> seeds = wrong.stream().map(String::valueOf).toList();
        Files.write(
                state,
                List.of(
                        Long.toString(seed),
                        Long.toString(done),
                        Long.toString(records),
                        Long.toString(splits),
                        String.join(" ", seeds)));
    }
}
