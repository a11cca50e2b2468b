package org.stationboard.api;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.stationboard.api.http.Json;
import org.stationboard.testkit.ChildJvm;

/**
 * Many live clients of one server process: how late a frame comes, what processor time and memory the server spends, and
 * that clients which do not read hold up nobody and get the newest state when they read again. Arguments: CLIENTS
 * SECONDS STALLED VIEW FILE. Ends with 1 where a bound is passed.
 */
final class FanoutBench {
    private static final List<String> UNITS = List.of(
            SmallCity.CITY, SmallCity.NORTH, SmallCity.SOUTH, SmallCity.NORTH_1, SmallCity.NORTH_2, SmallCity.SOUTH_1);
    private static final int WARM = 50;
    private static final int WARMING_SECONDS = 15;
    /** Hundredths of a second, what /proc counts processor time in. */
    private static final double TICKS_A_SECOND = 100;

    private final Map<String, Object> found = new LinkedHashMap<>();
    private final int clients;
    private final int seconds;
    private final int stalled;
    private final String view;
    private final Process server;
    private final int port;
    private boolean passed = true;

    private FanoutBench(int clients, int seconds, int stalled, String view) throws IOException {
        this.view = view;
        this.clients = clients;
        this.seconds = seconds;
        this.stalled = stalled;
        // The heap is wholly there from the start: what the process grows by is not garbage that waits.
        server = new ProcessBuilder(
                        Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                        "-Xms512m",
                        "-Xmx512m",
                        "-XX:+AlwaysPreTouch",
                        "-XX:+UseSerialGC",
                        "-cp",
                        System.getProperty("java.class.path"),
                        FanoutServer.class.getName())
                .redirectError(ProcessBuilder.Redirect.INHERIT)
                .start();
        BufferedReader told =
                new BufferedReader(new InputStreamReader(server.getInputStream(), StandardCharsets.UTF_8));
        String line = told.readLine();
        while (line != null && !line.startsWith(ChildJvm.READY)) {
            line = told.readLine();
        }
        if (line == null) {
            throw new IOException("server: ended (expected: ready)");
        }
        port = Integer.parseInt(line.substring(ChildJvm.READY.length()));
    }

    public static void main(String[] arguments) throws Exception {
        FanoutBench bench = new FanoutBench(
                Integer.parseInt(arguments[0]),
                Integer.parseInt(arguments[1]),
                Integer.parseInt(arguments[2]),
                arguments[3]);
        try (LiveClients live = new LiveClients()) {
            bench.run(live);
        } finally {
            bench.server.destroy();
        }
        Path file = Path.of(arguments[4]);
        Files.createDirectories(file.toAbsolutePath().getParent());
        Files.writeString(file, Json.text(bench.found));
        System.exit(bench.passed ? 0 : 1);
    }

    private void run(LiveClients live) throws Exception {
        List<LiveClients.Client> all = new ArrayList<>();
        open(live, all, WARM);
        Thread.sleep(WARMING_SECONDS * 1000L);
        long heapBefore = used();
        long residentBefore = proportional();
        open(live, all, clients);
        say("%,d clients are connected; %d s of warming up", clients, WARMING_SECONDS);
        Thread.sleep(WARMING_SECONDS * 1000L);
        measured("all", live, all, all);
        memory(heapBefore, residentBefore);
        List<LiveClients.Client> asleep = all.subList(0, stalled);
        asleep.forEach(live::stall);
        measured("while " + stalled + " stalled", live, all, all.subList(stalled, clients));
        wake(live, asleep);
        check(
                "clients that were dropped",
                all.stream().filter(LiveClients.Client::closed).count(),
                0);
    }

    private void open(LiveClients live, List<LiveClients.Client> all, int upTo) throws IOException {
        while (all.size() < upTo) {
            all.add(live.open(port, "/api/v1/live?view=" + view + "&unit=" + UNITS.get(all.size() % UNITS.size())));
        }
    }

    /** Lateness of the clients {@code of} and the server's processor time over the seconds. */
    private void measured(String name, LiveClients live, List<LiveClients.Client> all, List<LiveClients.Client> of)
            throws Exception {
        live.measureAnew();
        live.settled();
        long bytes = all.stream().mapToLong(LiveClients.Client::bytes).sum();
        double processor = processorSeconds();
        long began = System.nanoTime();
        Thread.sleep(seconds * 1000L);
        double took = (System.nanoTime() - began) / 1e9;
        double share = (processorSeconds() - processor) / took;
        int[] late = live.late(of);
        long skipped = of.stream().mapToLong(LiveClients.Client::skippedIds).sum();
        double size = (all.stream().mapToLong(LiveClients.Client::bytes).sum() - bytes) / (double) late.length;
        say(
                "%s: %,d frames of %,.0f bytes on the wire, tick to client p50 %.1f ms, p99 %.1f ms, worst %.1f ms; server %.1f %% of a core",
                name, late.length, size, at(late, 0.5), at(late, 0.99), at(late, 1), share * 100);
        check(name + ": frames a client and second", Math.abs(late.length / (double) of.size() / took - 1) < 0.05);
        check(name + ": skipped frames", skipped, 0);
        check(name + ": p99 ms", at(late, 0.99), 250);
        check(name + ": share of a core, %", share * 100, 25);
        found.put(name + ": bytes a frame", size);
    }

    private void memory(long heapBefore, long residentBefore) throws Exception {
        long heap = used() - heapBefore;
        long resident = proportional() - residentBefore;
        double each = (heap + resident) / 1024.0 / (clients - WARM);
        say(
                "memory of %,d clients: heap after collection %,d KB, outside of it %,d KB: %.1f KB each",
                clients - WARM, heap >> 10, resident >> 10, each);
        check("memory each, KB", each, 25);
    }

    /** What those who slept find when they read again: how much of the past, and how soon the newest frame. */
    private void wake(LiveClients live, List<LiveClients.Client> asleep) throws Exception {
        long framesBefore =
                asleep.stream().mapToLong(LiveClients.Client::frames).sum();
        live.measureAnew();
        asleep.forEach(live::wake);
        Thread.sleep(2500);
        long newest =
                asleep.stream().mapToLong(LiveClients.Client::lastId).max().orElseThrow();
        long behind = asleep.stream()
                .mapToLong(LiveClients.Client::lastId)
                .filter(id -> id < newest - 1)
                .count();
        live.settled();
        double frames = (asleep.stream().mapToLong(LiveClients.Client::frames).sum() - framesBefore) / (double) stalled;
        long skipped = asleep.stream().mapToLong(LiveClients.Client::skippedIds).sum() / stalled;
        say(
                "awake after %d s: %.0f frames each in 2.5 s, %d never sent, %d not at the newest",
                seconds, frames, skipped, behind);
        check("awake clients behind the newest frame", behind, 0);
        found.put("frames each on waking", frames);
        found.put("frames each never sent", skipped);
    }

    private void check(String what, Number value, double most) {
        found.put(what, value);
        check(what + " " + value + " (expected: at most " + most + ")", value.doubleValue() <= most);
    }

    private void check(String what, boolean holds) {
        if (!holds) {
            passed = false;
            say("NOT REACHED: %s", what);
        }
    }

    private static double at(int[] sorted, double share) {
        return sorted[(int) Math.min(sorted.length - 1L, (long) (sorted.length * share))] / 1000.0;
    }

    private long used() throws Exception {
        HttpRequest request = HttpRequest.newBuilder(URI.create("http://127.0.0.1:" + port + "/bench/memory"))
                .build();
        return Long.parseLong(HttpClient.newHttpClient()
                .send(request, HttpResponse.BodyHandlers.ofString())
                .body());
    }

    private long proportional() throws IOException {
        return Files.readAllLines(Path.of("/proc", Long.toString(server.pid()), "smaps_rollup")).stream()
                        .filter(row -> row.startsWith("Pss:"))
                        .mapToLong(row -> Long.parseLong(row.replaceAll("\\D", "")))
                        .sum()
                * 1024;
    }

    private double processorSeconds() throws IOException {
        String stat = Files.readString(Path.of("/proc", Long.toString(server.pid()), "stat"));
        String[] fields = stat.substring(stat.lastIndexOf(')') + 2).split(" ", -1);
        return (Long.parseLong(fields[11]) + Long.parseLong(fields[12])) / TICKS_A_SECOND;
    }

    private static void say(String text, Object... values) {
        System.out.println(String.format(Locale.ROOT, text, values));
    }
}
