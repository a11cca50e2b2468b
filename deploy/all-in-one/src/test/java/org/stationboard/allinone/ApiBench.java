package org.stationboard.allinone;

import static java.util.Objects.requireNonNull;

import com.fasterxml.jackson.databind.ObjectMapper;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.ResultSet;
import java.sql.Statement;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.SplittableRandom;
import java.util.TreeMap;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.function.Function;

/**
 * The API over two years of a city: every read route asked by 20 clients, each of which looks at an answer for a second
 * on average before it asks again, and whether the database had to read through a large table for any of it. Then the
 * same without a pause, which tells how many answers the machine gives and is held against nothing. What is loaded once
 * stays in the folder. Arguments: folder, stations, days, record ids a station and day, seconds, clients, result file.
 */
final class ApiBench {
    private static final double LIMIT_MS = 200;
    private static final long WARMING_SECONDS = 30;
    private static final int MEAN_LOOK_MS = 1_000;
    private static final long LARGE_TABLE = 50_000;

    private final BenchCity city;
    private final BenchInstallation installation;
    private final List<String> stations;
    private final Map<String, Object> found = new LinkedHashMap<>();
    private final Map<String, ConcurrentLinkedQueue<Double>> times = new TreeMap<>();
    private boolean passed = true;

    private ApiBench(BenchCity city, BenchInstallation installation) {
        this.city = city;
        this.installation = installation;
        this.stations = city.stations();
    }

    public static void main(String[] arguments) throws Exception {
        int number = Integer.parseInt(arguments[1]);
        int days = Integer.parseInt(arguments[2]);
        BenchCity city = new BenchCity(number, days, Integer.parseInt(arguments[3]));
        Path folder = Path.of(arguments[0], number + "-" + days + "-" + arguments[3]);
        ApiBench bench;
        try (BenchInstallation installation = BenchInstallation.open(folder, city)) {
            bench = new ApiBench(city, installation);
            bench.measure(Integer.parseInt(arguments[4]), Integer.parseInt(arguments[5]));
        }
        Files.writeString(
                Path.of(arguments[6]),
                new ObjectMapper().writerWithDefaultPrettyPrinter().writeValueAsString(bench.found));
        System.exit(bench.passed ? 0 : 1);
    }

    private void measure(int seconds, int clients) throws Exception {
        found.put("loading", installation.loading());
        found.put("rows", rows());
        say("rows: %s", found.get("rows"));
        ask(WARMING_SECONDS, clients, 0);
        Map<String, Long> before = scanned();
        ask(seconds, clients, MEAN_LOOK_MS);
        lines(clients + " clients who look", seconds, true);
        ask(seconds / 2, clients, 0);
        lines(clients + " clients without a pause", seconds / 2, false);
        scanned().forEach((table, read) -> {
            long rows = read - before.getOrDefault(table, 0L);
            found.put("rows read by sequential scans of " + table, rows);
            check("sequential scans of " + table + " read rows: " + rows, rows == 0);
        });
    }

    private void lines(String who, int seconds, boolean limited) {
        Map<String, Object> routes = new LinkedHashMap<>();
        List<Double> all = new ArrayList<>();
        times.forEach((route, taken) -> {
            routes.put(route, line(route, new ArrayList<>(taken), limited));
            all.addAll(taken);
        });
        routes.put("all", line("all, " + who + ", " + all.size() / seconds + " a second", all, limited));
        found.put(who, routes);
    }

    private Map<String, Object> line(String route, List<Double> taken, boolean limited) {
        double[] sorted = taken.stream().mapToDouble(ms -> ms).sorted().toArray();
        double p99 = sorted[(int) (sorted.length * 0.99)];
        say(
                "%-60s %6d answers, p50 %.1f ms, p99 %.1f ms, worst %.1f ms",
                route, sorted.length, sorted[sorted.length / 2], p99, sorted[sorted.length - 1]);
        check(route + ": p99 " + p99 + " ms (expected: at most " + LIMIT_MS + ")", !limited || p99 <= LIMIT_MS);
        return Map.of("answers", sorted.length, "p50 ms", sorted[sorted.length / 2], "p99 ms", p99);
    }

    private void ask(long seconds, int clients, int meanPauseMs) throws Exception {
        routes().keySet().forEach(route -> times.put(route, new ConcurrentLinkedQueue<>()));
        long until = System.nanoTime() + seconds * 1_000_000_000;
        List<Thread> threads = new ArrayList<>();
        for (int i = 0; i < clients; i++) {
            SplittableRandom chance = new SplittableRandom(i);
            Thread thread = new Thread(() -> client(chance, until, meanPauseMs), "client-" + i);
            thread.start();
            threads.add(thread);
        }
        for (Thread thread : threads) {
            thread.join();
        }
    }

    private void client(SplittableRandom chance, long until, int meanPauseMs) {
        HttpClient http = HttpClient.newHttpClient();
        Map<String, Function<SplittableRandom, String>> routes = routes();
        List<String> names = new ArrayList<>(routes.keySet());
        try {
            while (System.nanoTime() < until) {
                Thread.sleep(chance.nextInt(2 * meanPauseMs + 1));
                String name = names.get(chance.nextInt(names.size()));
                URI uri = URI.create(
                        installation.url() + requireNonNull(routes.get(name)).apply(chance));
                long began = System.nanoTime();
                HttpResponse<String> answer =
                        http.send(HttpRequest.newBuilder(uri).build(), HttpResponse.BodyHandlers.ofString());
                if (answer.statusCode() != 200) {
                    throw new IllegalStateException(uri + ": " + answer.statusCode() + " " + answer.body());
                }
                requireNonNull(times.get(name)).add((System.nanoTime() - began) / 1e6);
            }
        } catch (java.io.IOException | InterruptedException failed) {
            throw new IllegalStateException(failed);
        }
    }

    /** What is asked, by name; each by chance of one of the units and periods. */
    private Map<String, Function<SplittableRandom, String>> routes() {
        Map<String, Function<SplittableRandom, String>> routes = new TreeMap<>();
        routes.put("figures: days of a station, a month", chance -> figures(chance, station(chance), "day", 30));
        routes.put(
                "figures: months of a county, two years",
                chance -> "/api/v1/figures?grain=month&indicator=" + indicator(chance) + "&unit=" + county(chance)
                        + "&from=" + BenchCity.FROM + "&to=" + city.lastDay());
        routes.put(
                "figures: the city's year beside the one before",
                chance -> figures(chance, BenchCity.CITY, "range", 365));
        routes.put("verdicts: of a station", chance -> "/api/v1/verdicts?unit=" + station(chance));
        routes.put(
                "verdicts: of a standard in the city",
                chance -> "/api/v1/verdicts?standard=N02&unit=" + BenchCity.CITY);
        routes.put(
                "evidence: a station's month",
                chance -> "/api/v1/evidence?indicator=alarms&unit=" + station(chance) + period(chance, 30));
        routes.put(
                "evidence: behind a station's standard",
                chance -> "/api/v1/evidence?standard=N02&unit=" + station(chance));
        routes.put("board: the city", chance -> "/api/v1/board?unit=" + BenchCity.CITY);
        routes.put(
                "board: a county or station",
                chance -> "/api/v1/board?unit=" + (chance.nextBoolean() ? county(chance) : station(chance)));
        routes.put("alerts: of the city", chance -> "/api/v1/alerts?unit=" + BenchCity.CITY);
        return routes;
    }

    private String figures(SplittableRandom chance, String unit, String grain, int days) {
        return "/api/v1/figures?grain=" + grain + "&indicator=" + indicator(chance) + "&unit=" + unit
                + period(chance, days);
    }

    private String period(SplittableRandom chance, int days) {
        long first = Math.max(0, city.lastDay().toEpochDay() - BenchCity.FROM.toEpochDay() - days);
        LocalDate from = BenchCity.FROM.plusDays(chance.nextLong(first + 1));
        return "&from=" + from + "&to=" + from.plusDays(days - 1L);
    }

    private static String indicator(SplittableRandom chance) {
        return List.of("alarms", "disputes.registered", "disputes.succeeded", "arrival.in-time")
                .get(chance.nextInt(4));
    }

    private String station(SplittableRandom chance) {
        return stations.get(chance.nextInt(stations.size()));
    }

    private String county(SplittableRandom chance) {
        return city.counties().get(chance.nextInt(city.counties().size()));
    }

    private Map<String, Long> rows() throws Exception {
        return query("select relname, reltuples::bigint from pg_class where relkind = 'r' and relnamespace = "
                + "'public'::regnamespace and reltuples > 0 order by 2 desc");
    }

    /** Rows that sequential scans have read of each large table. */
    private Map<String, Long> scanned() throws Exception {
        return query("select s.relname, s.seq_tup_read from pg_stat_user_tables s join pg_class c on c.oid = s.relid "
                + "where c.reltuples > " + LARGE_TABLE);
    }

    private Map<String, Long> query(String sql) throws Exception {
        // What the connections of the pool have counted is told a second after they rest.
        Thread.sleep(2_000);
        Map<String, Long> all = new LinkedHashMap<>();
        try (var connection = installation.connect();
                Statement statement = connection.createStatement();
                ResultSet rows = statement.executeQuery(sql)) {
            while (rows.next()) {
                all.put(rows.getString(1), rows.getLong(2));
            }
        }
        return all;
    }

    private void check(String what, boolean holds) {
        if (!holds) {
            passed = false;
            say("NOT REACHED: %s", what);
        }
    }

    static void say(String text, Object... values) {
        System.out.println(String.format(Locale.ROOT, text, values));
    }
}
