package org.stationboard.allinone;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.OptionalInt;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import org.stationboard.api.rules.RulePorts;

/**
 * {@code stationboard backtest} as a process of its own beside the product, which it cannot starve: a heap of its own, one
 * partition at a time, a lower priority where the system has one. What it says on its way is read by one thread here.
 */
final class BacktestProcess implements RulePorts.Trial {
    /** As {@link BacktestProgress} writes it. */
    private static final Pattern PROGRESS = Pattern.compile("backtest: run (\\d) of (\\d) .*: (\\d+) %.*");

    private static final Path NICE = Path.of("/usr/bin/nice");
    private static final int NOT_SAID = -1;

    private final Process process;
    private final Path draft;
    private final Path report;
    private volatile int percent = NOT_SAID;
    private volatile String lastWord = "";
    private volatile RulePorts.@Nullable Outcome outcome;

    private BacktestProcess(Process process, Path draft, Path report) {
        this.process = process;
        this.draft = draft;
        this.report = report;
    }

    static BacktestProcess begin(String brokers, Path folder, String text, LocalDate from, LocalDate to) {
        try {
            Files.createDirectories(folder);
            Path draft = Files.writeString(folder.resolve("draft.yaml"), text);
            Path report = folder.resolve("report.json");
            Files.deleteIfExists(report);
            Process process = new ProcessBuilder(command(brokers, draft, report, from, to))
                    .redirectOutput(ProcessBuilder.Redirect.DISCARD)
                    .start();
            BacktestProcess begun = new BacktestProcess(process, draft, report);
            Thread reader = new Thread(begun::read, "backtest");
            reader.setDaemon(true);
            reader.start();
            return begun;
        } catch (IOException e) {
            throw new UncheckedIOException("backtest: not begun (expected: a process of its own)", e);
        }
    }

    private static List<String> command(String brokers, Path draft, Path report, LocalDate from, LocalDate to) {
        List<String> command = new ArrayList<>();
        if (Files.isExecutable(NICE)) {
            command.addAll(List.of(NICE.toString(), "-n", "10"));
        }
        command.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
        command.addAll(List.of("-Xmx3g", "-XX:+UseSerialGC", "-XX:+ExitOnOutOfMemoryError"));
        command.addAll(List.of("-cp", System.getProperty("java.class.path"), Main.class.getName(), "backtest"));
        command.addAll(List.of("--bootstrap", brokers, "--rules", draft.toString(), "--json", report.toString()));
        command.addAll(List.of("--from", from.toString(), "--to", to.toString(), "--threads", "1"));
        return command;
    }

    private void read() {
        try (BufferedReader said = process.errorReader(StandardCharsets.UTF_8)) {
            for (String line = said.readLine(); line != null; line = said.readLine()) {
                hear(line);
            }
            outcome = ended(process.waitFor());
        } catch (IOException e) {
            outcome = new RulePorts.Outcome(null, "not read: " + e.getMessage());
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    private void hear(String line) {
        Matcher progress = PROGRESS.matcher(line);
        if (progress.matches()) {
            int runs = Integer.parseInt(progress.group(2));
            percent = (100 * (Integer.parseInt(progress.group(1)) - 1) + Integer.parseInt(progress.group(3))) / runs;
        } else if (line.startsWith("stationboard: ")) {
            lastWord = line.substring("stationboard: ".length());
        }
    }

    private RulePorts.Outcome ended(int code) throws IOException {
        Files.deleteIfExists(draft);
        if (code != 0) {
            return new RulePorts.Outcome(null, lastWord.isEmpty() ? "exit code " + code : lastWord);
        }
        String read = Files.readString(report);
        Files.delete(report);
        return new RulePorts.Outcome(read, null);
    }

    @Override
    public OptionalInt percent() {
        return percent == NOT_SAID ? OptionalInt.empty() : OptionalInt.of(percent);
    }

    @Override
    public RulePorts.@Nullable Outcome outcome() {
        return outcome;
    }

    @Override
    public void close() {
        process.destroyForcibly();
    }
}
