package org.stationboard.api.board;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.stationboard.api.ApiSettings;
import org.stationboard.api.SmallCity;

class LiveFeedTest {
    private static final Instant NOON = Instant.parse("2026-03-02T04:00:00Z");

    private final SmallCity city = new SmallCity(NOON);
    private final LiveFeed feed = new LiveFeed(
            new Boards(city.view(), new LastCounts(city.view(), city.store()), ApiSettings.defaults()), city.clock());

    @BeforeEach
    void start() {
        feed.start();
    }

    @AfterEach
    void stop() {
        feed.close();
    }

    private static final class Received implements LiveFeed.Client {
        private final List<Long> ids = new CopyOnWriteArrayList<>();
        private final AtomicBoolean ended = new AtomicBoolean();

        @Override
        public void offer(BoardSnapshot snapshot) {
            ids.add(snapshot.id());
        }

        @Override
        public void end() {
            ended.set(true);
        }
    }

    @Test
    void beginsAtOnceAndGoesOnEverySecondWhateverTheBrokerDoes() throws Exception {
        Received client = new Received();
        assertThat(feed.join(Shown.overview(SmallCity.CITY), client).get(30, TimeUnit.SECONDS))
                .isPresent();
        assertThat(client.ids).hasSize(1);
        await().atMost(Duration.ofSeconds(30)).until(() -> client.ids.size() >= 3);
        long first = client.ids.get(0);
        assertThat(client.ids.subList(0, 3)).containsExactly(first, first + 1, first + 2);
        assertThat(first).isGreaterThanOrEqualTo(NOON.getEpochSecond());
    }

    @Test
    void forgetsAClientThatLeft() throws Exception {
        Received client = new Received();
        feed.join(Shown.overview(SmallCity.CITY), client).get(30, TimeUnit.SECONDS);
        assertThat(feed.clientCount()).isEqualTo(1);
        feed.leave(Shown.overview(SmallCity.CITY), client);
        assertThat(feed.clientCount()).isZero();
        int had = client.ids.size();
        Thread.sleep(1300);
        assertThat(client.ids).hasSizeLessThanOrEqualTo(had + 1);
    }

    @Test
    void givesTheSameSnapshotToAllWhoAskWithinAFrame() throws Exception {
        BoardSnapshot one = board();
        BoardSnapshot two = board();
        // On a busy machine frames may pass between two questions: asked until none did.
        for (int asked = 0; two.id() != one.id() && asked < 20; asked++) {
            one = two;
            two = board();
        }
        assertThat(two).isSameAs(one);
    }

    private BoardSnapshot board() throws Exception {
        return feed.board(Shown.overview(SmallCity.NORTH))
                .get(30, TimeUnit.SECONDS)
                .orElseThrow();
    }

    @Test
    void knowsNoUnitThatTheRegisterDoesNot() throws Exception {
        Received client = new Received();
        assertThat(feed.join(Shown.overview("99"), client).get(30, TimeUnit.SECONDS))
                .isEmpty();
        assertThat(feed.clientCount()).isZero();
        assertThat(client.ids).isEmpty();
    }

    @Test
    void tellsItsClientsThatItEnds() throws Exception {
        Received client = new Received();
        feed.join(Shown.overview(SmallCity.CITY), client).get(30, TimeUnit.SECONDS);
        feed.close();
        assertThat(client.ended).isTrue();
    }
}
