package org.stationboard.allinone;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.fasterxml.jackson.databind.JsonNode;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.MethodOrderer.OrderAnnotation;
import org.junit.jupiter.api.Order;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestMethodOrder;
import org.junit.jupiter.api.io.TempDir;
import org.stationboard.api.ApiSettings.Limits;

/** What a person in the command room sees while parts of the product are stopped under the wall. */
@Tag("browser")
@TestMethodOrder(OrderAnnotation.class)
final class WallIT {
    private static final Duration STALE_WITHIN = Duration.ofSeconds(5);
    private static final Duration BACK_WITHIN = Duration.ofSeconds(75);
    /** Figures between ticks. */
    private static final Set<String> LIVE_TILES = Set.of("calls", "map");
    /** Figures of record. */
    private static final Set<String> JUDGED_TILES = Set.of("standards", "alerts", "feeds");

    private static final List<String> PAGES = List.of(
            "/wall/990000",
            "/wall/990000?view=duty",
            "/wall/990000?view=calls",
            "/wall/990000?view=cases",
            "/wall/990000?view=community&lang=en",
            "/trends/990000?indicator=arrival.in-time",
            "/pipeline");
    /** Pages without tiles, and what stands on each once it was read. */
    private static final Map<String, String> DESKS = Map.of(
            "/rules", "[data-in-force] dd",
            "/report/990000", "[data-pane='report'] .says",
            "/meeting/990000", "[data-pane='meeting'] .says");
    /** Width to height: a small screen, a desk, a wall, and a very wide wall. */
    private static final List<Map.Entry<Integer, Integer>> SIZES =
            List.of(Map.entry(1280, 720), Map.entry(1920, 1080), Map.entry(3840, 2160), Map.entry(7680, 2160));

    private static final Path SHOTS = Path.of("target", "shots");

    @TempDir
    private static Path data;

    private static Installed installed;
    private static ScheduledExecutorService feeder;
    private static Future<?> feeding;
    private static WallPage page;

    @BeforeAll
    static void open() throws Exception {
        Limits limits = Limits.defaults().withTick(Duration.ofSeconds(5));
        installed = Installed.start(data, Shipped.planCatalogue(), limits);
        feeder = Executors.newSingleThreadScheduledExecutor();
        AtomicInteger number = new AtomicInteger();
        feeding = feeder.scheduleWithFixedDelay(() -> call(number.incrementAndGet()), 0, 300, TimeUnit.MILLISECONDS);
        awaitTick(installed.client());
        page = WallPage.open(installed.url() + "/wall/" + Installed.CITY, 1920, 1080, SHOTS);
    }

    @AfterAll
    static void close() throws Exception {
        if (page != null) {
            page.close();
        }
        feeding.cancel(false);
        feeder.shutdownNow();
        feeder.awaitTermination(10, TimeUnit.SECONDS);
        installed.close();
    }

    /** One call at one of the stations, now; a server that is stopped does not take it. */
    private static void call(int number) {
        String now = Instant.now().truncatedTo(ChronoUnit.MILLIS).toString();
        String unit = number % 2 == 0 ? "990101" : "990102";
        String record =
                "{\"recordId\":\"test/" + number + "\",\"unitId\":\"" + unit + "\",\"version\":1,\"occurredAt\":\""
                        + now + "\",\"reportedAt\":\"" + now
                        + "\",\"alarm\":{\"category\":\"noise\",\"family\":\"DISPUTE_CALL\","
                        + "\"calledAt\":\"" + now + "\"}}";
        try {
            installed
                    .client()
                    .post("/ingest/v1/records", "application/x-ndjson", record.getBytes(StandardCharsets.UTF_8));
        } catch (java.io.IOException stopped) {
            // The next one tries again.
        } catch (InterruptedException interrupted) {
            Thread.currentThread().interrupt();
        }
    }

    private static void awaitTick(BoardClient client) {
        await().atMost(Duration.ofSeconds(90))
                .ignoreExceptions()
                .until(() -> !client.read("/api/v1/board?unit=" + Installed.CITY)
                        .get("frame")
                        .get("tick")
                        .isNull());
    }

    private static long today(WallPage wall) {
        return wall.state().get("values").get("calls.today").asLong();
    }

    /** Live figures are live again; judged ones are so at the next minute, with so short a limit. */
    private static void awaitLiveTiles() {
        await().atMost(BACK_WITHIN)
                .pollInterval(Duration.ofMillis(250))
                .untilAsserted(() -> LIVE_TILES.forEach(
                        tile -> assertThat(page.tiles().get(tile)).as(tile).isEqualTo("live")));
    }

    private static void awaitAllLive() {
        await().atMost(BACK_WITHIN)
                .pollInterval(Duration.ofMillis(250))
                .untilAsserted(() -> assertThat(page.tiles())
                        .allSatisfy((tile, state) -> assertThat(state).as(tile).isIn("live", "empty")));
    }

    private static void awaitAllStale(String shot) {
        await().atMost(STALE_WITHIN)
                .pollInterval(Duration.ofMillis(100))
                .untilAsserted(() -> assertThat(page.tiles())
                        .isNotEmpty()
                        .allSatisfy((tile, state) -> assertThat(state).as(tile).isEqualTo("stale")));
        page.shot(shot);
    }

    @Test
    @Order(1)
    void changesItsNumbersWithoutReloadAtBothSizes() throws Exception {
        awaitLiveTiles();
        long before = today(page);
        await().atMost(Duration.ofSeconds(10)).until(() -> today(page) > before);
        page.shot("wall-1920");
        try (WallPage large = WallPage.open(installed.url() + "/wall/990100?lang=en", 3840, 2160, SHOTS)) {
            await().atMost(Duration.ofSeconds(15))
                    .until(() -> !large.state().get("values").isEmpty());
            long first = today(large);
            await().atMost(Duration.ofSeconds(10)).until(() -> today(large) > first);
            large.shot("wall-3840");
            assertThat(large.ask("{\"cmd\":\"requests\"}").get("foreign")).isEmpty();
        }
    }

    @Test
    @Order(2)
    void keepsNobodyOutAndFitsEverySizeOnEveryPage() throws Exception {
        try (WallPage pages = WallPage.open(installed.url() + PAGES.get(0), 1920, 1080, SHOTS)) {
            for (String path : PAGES) {
                pages.resize(1920, 1080);
                pages.go(installed.url() + path);
                await().atMost(Duration.ofSeconds(15))
                        .until(() -> !pages.tiles().isEmpty() && !pages.tiles().containsValue("loading"));
                assertOpenAndFitting(pages, path);
            }
            for (Map.Entry<String, String> desk : DESKS.entrySet()) {
                pages.resize(1920, 1080);
                pages.go(installed.url() + desk.getKey());
                await().atMost(Duration.ofSeconds(15))
                        .until(() -> !pages.texts(desk.getValue()).isEmpty());
                assertOpenAndFitting(pages, desk.getKey());
            }
        }
    }

    private static void assertOpenAndFitting(WallPage pages, String path) {
        assertThat(pages.barriers()).as(path).isEmpty();
        for (Map.Entry<Integer, Integer> size : SIZES) {
            pages.resize(size.getKey(), size.getValue());
            assertThat(pages.overflow()).as("%s at %s", path, size).isEmpty();
        }
    }

    @Test
    @Order(3)
    void showsJudgedTilesStaleWhileTheKeeperIsStoppedAndLetsLiveOnesGoOn() {
        awaitAllLive();
        JsonNode judgedTo = page.state().get("judgedTo");
        Instant nextMinute = Instant.now().truncatedTo(ChronoUnit.MINUTES).plusSeconds(60);
        installed.parts().keeper().stop();
        await().atMost(Duration.ofSeconds(10)).untilAsserted(WallIT::assertOnlyJudgedStale);
        page.shot("stale-keeper");
        // A keeper that still ran would have made them live again at the minute.
        await().atMost(Duration.ofSeconds(70)).until(() -> Instant.now().isAfter(nextMinute.plusSeconds(3)));
        assertOnlyJudgedStale();
        assertThat(page.state().get("judgedTo")).isEqualTo(judgedTo);
        long before = today(page);
        await().atMost(Duration.ofSeconds(10)).until(() -> today(page) > before);

        installed.parts().keeper().start();
    }

    private static void assertOnlyJudgedStale() {
        Map<String, String> tiles = page.tiles();
        assertThat(tiles).containsKeys(LIVE_TILES.toArray(String[]::new));
        JUDGED_TILES.forEach(tile -> assertThat(tiles.get(tile)).as(tile).isEqualTo("stale"));
        LIVE_TILES.forEach(tile -> assertThat(tiles.get(tile)).as(tile).isEqualTo("live"));
    }

    @Test
    @Order(4)
    void showsEveryTileStaleWhileTheServerIsStopped() {
        installed.parts().stopServer();
        awaitAllStale("stale-server");
        installed.parts().startServer();
        awaitLiveTiles();
    }

    @Test
    @Order(5)
    void showsEveryTileStaleWhileTheStreamsArePaused() {
        installed.parts().streams().pause();
        awaitAllStale("stale-paused");
        installed.parts().streams().resume();
        awaitLiveTiles();
    }

    @Test
    @Order(6)
    void showsEveryTileStaleWhileTheBrokerIsStopped() {
        installed.parts().stopBroker();
        awaitAllStale("stale-broker");
        installed.parts().startBroker();
        awaitLiveTiles();
        long before = today(page);
        await().atMost(Duration.ofSeconds(20)).until(() -> today(page) > before);
    }

    @Test
    @Order(7)
    void isAllRightAgainByItself() {
        awaitAllLive();
    }

    @Test
    @Order(8)
    void asksNoOtherHostForAnything() {
        JsonNode requests = page.ask("{\"cmd\":\"requests\"}");
        assertThat(requests.get("origins")).hasSize(1);
        assertThat(requests.get("origins").get(0).asText()).isEqualTo(installed.url());
        assertThat(requests.get("foreign")).isEmpty();
    }
}
