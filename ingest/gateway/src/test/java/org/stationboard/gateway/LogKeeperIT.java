package org.stationboard.gateway;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;
import org.stationboard.contract.EngineSet;
import org.stationboard.contract.v1.ClockMode;
import org.stationboard.contract.v1.Control;
import org.stationboard.contract.v1.LogHead;
import org.stationboard.contract.v1.StationRecord;
import org.stationboard.testkit.MutableClock;

@ExtendWith(OneBroker.class)
class LogKeeperIT {
    private static final Instant START = Instant.parse("2026-03-01T02:15:30Z");
    private static final long START_MINUTE = START.getEpochSecond() / 60;
    private static final CatalogueChecker ANY = text -> List.of();

    private static TestBroker broker;

    private final MutableClock clock = new MutableClock(START, ZoneId.of("UTC"));
    private final List<LogKeeper> keepers = new ArrayList<>();

    @BeforeAll
    static void useBroker(TestBroker shared) {
        broker = shared;
    }

    @BeforeEach
    void beginWithoutTopics() {
        broker.removeTopics();
    }

    @AfterEach
    void stopKeepers() {
        keepers.forEach(LogKeeper::close);
    }

    @TempDir
    private Path folder;

    private LogKeeper keeper(String csv, String catalogue) {
        FirstRecords first = new FirstRecords("1", OrgRegisterTest.register(csv).message(), catalogue);
        LogKeeper keeper = new LogKeeper(broker.settings(), first, ANY, clock);
        keepers.add(keeper);
        return keeper;
    }

    private LogKeeper started() {
        LogKeeper keeper = keeper(OrgRegisterTest.CITY, "catalogue: {}");
        keeper.start();
        return keeper;
    }

    private static List<String> kinds(List<StationRecord> partition) {
        return partition.stream()
                .map(record -> record.getControl().getKindCase())
                .map(Control.KindCase::name)
                .toList();
    }

    /** The ticks, which every partition must have alike. */
    private static List<String> ticks() {
        List<List<StationRecord>> log = broker.log();
        List<String> first = TestBroker.ticks(log.get(0));
        assertThat(log)
                .hasSize(4)
                .allSatisfy(partition -> assertThat(TestBroker.ticks(partition)).isEqualTo(first));
        return first;
    }

    private static String span(long from, long to) {
        return (START_MINUTE + from) + "-" + (START_MINUTE + to);
    }

    private void awaitTick(LogKeeper keeper, long after) {
        await().atMost(Duration.ofSeconds(20)).until(() -> keeper.head().getTick() == START_MINUTE + after);
    }

    @Test
    void beginsANewLogWithControlRecordsAndNoTick() {
        LogKeeper keeper = started();
        assertThat(broker.log())
                .hasSize(4)
                .allSatisfy(partition ->
                        assertThat(kinds(partition)).containsExactly("ENGINE", "REGISTER", "CATALOGUE", "RHYTHMS"));
        assertThat(keeper.head().getMode()).isEqualTo(ClockMode.UNDECIDED_CLOCK);
        assertThat(keeper.head().getTick()).isZero();
        assertThat(keeper.head().getEngineVersion()).isEqualTo("1");
        assertThat(keeper.state()).isEqualTo(LogKeeper.State.RUNNING);
    }

    @Test
    void underWallStartsWithTheLastFullMinuteAndFollowsTheClock() {
        LogKeeper keeper = started();
        assertThat(keeper.decide(ClockMode.WALL).getTick()).isEqualTo(START_MINUTE);
        clock.advance(Duration.ofSeconds(30));
        awaitTick(keeper, 1);
        clock.advance(Duration.ofSeconds(60));
        awaitTick(keeper, 2);
        clock.set(START.minus(Duration.ofHours(1)));
        clock.set(START.plus(Duration.ofMinutes(5)));
        awaitTick(keeper, 5);
        assertThat(ticks()).containsExactly(span(0, 0), span(1, 1), span(2, 2), span(3, 5));
    }

    @Test
    void bridgesAGapByRangesThatStopAtEachDaysTurn() {
        LogKeeper keeper = started();
        keeper.decide(ClockMode.WALL);
        keeper.stop();
        assertThat(keeper.state()).isEqualTo(LogKeeper.State.STOPPED);
        clock.advance(Duration.ofDays(2));
        keeper.start();
        awaitTick(keeper, 2 * 1440);
        // 10:15 in Shanghai: 13 h 45 min to the first turn.
        assertThat(ticks()).containsExactly(span(0, 0), span(1, 825), span(826, 2265), span(2266, 2880));
    }

    @Test
    void aRestartWritesNothingTwice() {
        LogKeeper keeper = started();
        keeper.decide(ClockMode.LOG);
        keeper.advance(START_MINUTE);
        keeper.stop();
        LogKeeper next = started();
        assertThat(next.head().getMode()).isEqualTo(ClockMode.LOG);
        next.advance(START_MINUTE + 1);
        next.advance(START_MINUTE - 100);
        assertThat(ticks()).containsExactly(span(0, 0), span(1, 1));
        assertThat(kinds(broker.log().get(2)))
                .containsExactly("ENGINE", "REGISTER", "CATALOGUE", "RHYTHMS", "TICK", "TICK");
    }

    @Test
    void writesAChangedRegisterAnewAndKeepsTheLogsOwnCatalogue() {
        started().stop();
        String renamed = OrgRegisterTest.CITY.replace("Bridge,Bridge", "Bridge,Old Bridge");
        LogKeeper edited = keeper(renamed, "catalogue: {version: 2}");
        edited.start();
        assertThat(kinds(broker.log().get(0)))
                .containsExactly("ENGINE", "REGISTER", "CATALOGUE", "RHYTHMS", "REGISTER");
        assertThat(edited.catalogueText()).isEqualTo("catalogue: {}");
    }

    @Test
    void aCatalogueIsChangedByItsOwnWayAloneAndStays() {
        LogKeeper keeper = started();
        keeper.catalogue("catalogue: {version: 2}");
        keeper.catalogue("catalogue: {version: 2}");
        keeper.stop();
        LogKeeper later = keeper(OrgRegisterTest.CITY, "catalogue: {}");
        later.start();
        assertThat(broker.log())
                .allSatisfy(partition -> assertThat(kinds(partition))
                        .containsExactly("ENGINE", "REGISTER", "CATALOGUE", "RHYTHMS", "CATALOGUE"));
        assertThat(later.catalogueText()).isEqualTo("catalogue: {version: 2}");
        later.stop();

        // Kept beside the log, it need not be looked for; a file that was tampered with is not believed.
        FirstRecords first = new FirstRecords(
                "1", OrgRegisterTest.register(OrgRegisterTest.CITY).message(), "catalogue: {}");
        KeptFile file = new KeptFile(folder, "catalogue.yaml");
        String digest = later.head().getCatalogueDigest();
        for (String kept : List.of("", "catalogue: {version: 3}")) {
            if (!kept.isEmpty()) {
                file.prepare(kept.getBytes(StandardCharsets.UTF_8));
                file.putInPlace(digest);
            }
            LogKeeper again = new LogKeeper(broker.settings(), first, new LogCatalogue(Optional.of(file)), ANY, clock);
            keepers.add(again);
            again.start();
            assertThat(again.catalogueText()).isEqualTo("catalogue: {version: 2}");
            assertThat(file.read(digest))
                    .hasValueSatisfying(bytes -> assertThat(new String(bytes, StandardCharsets.UTF_8))
                            .isEqualTo("catalogue: {version: 2}"));
            again.stop();
        }
    }

    @Test
    void refusesACatalogueThatCannotBeLoadedBeforeItTouchesTheLog() {
        FirstRecords first = new FirstRecords(
                "1", OrgRegisterTest.register(OrgRegisterTest.CITY).message(), "nonsense");
        LogKeeper keeper = new LogKeeper(
                broker.settings(), first, text -> List.of("line 1: no standards", "line 2: no id"), clock);
        assertThatThrownBy(keeper::start)
                .isInstanceOf(CatalogueRefusedException.class)
                .hasMessageContaining("line 1: no standards")
                .hasMessageContaining("line 2: no id");
        assertThat(keeper.state()).isEqualTo(LogKeeper.State.STOPPED);
        started();
        assertThat(broker.log().get(0)).hasSize(4);
    }

    @Test
    void decidesTheClockOnceAndLetsLogTurnToWallOnly() {
        LogKeeper keeper = started();
        assertThatThrownBy(() -> keeper.advance(START_MINUTE)).isInstanceOf(ClockDecidedException.class);
        keeper.decide(ClockMode.LOG);
        keeper.advance(START_MINUTE - 3);
        assertThat(keeper.decide(ClockMode.LOG).getTick()).isEqualTo(START_MINUTE - 3);
        keeper.decide(ClockMode.WALL);
        assertThatThrownBy(() -> keeper.decide(ClockMode.LOG))
                .isInstanceOf(ClockDecidedException.class)
                .hasMessage("mode: LOG (expected: WALL, as decided)");
        assertThatThrownBy(() -> keeper.advance(START_MINUTE)).isInstanceOf(ClockDecidedException.class);
        assertThat(ticks()).containsExactly(span(-3, -3), span(-2, 0));
    }

    @Test
    void anOlderKeeperIsShutOutAndStops() {
        LogKeeper older = started();
        older.decide(ClockMode.WALL);
        LogKeeper newer = started();
        clock.advance(Duration.ofMinutes(1));
        awaitTick(newer, 1);
        await().atMost(Duration.ofSeconds(20)).until(() -> older.state() == LogKeeper.State.FENCED);
        clock.advance(Duration.ofMinutes(1));
        awaitTick(newer, 2);
        assertThat(newer.state()).isEqualTo(LogKeeper.State.RUNNING);
        assertThatThrownBy(() -> older.decide(ClockMode.WALL)).isInstanceOf(NotAcknowledgedException.class);
        assertThat(ticks()).containsExactly(span(0, 0), span(1, 1), span(2, 2));
    }

    @Test
    void anotherEngineIsNamedInEveryPartitionAndAKeeperGoesOnFromThere() {
        LogKeeper keeper = started();
        keeper.decide(ClockMode.LOG);
        keeper.advance(START_MINUTE);
        LogHead named = EngineSwitch.write(broker.settings(), "2", new EngineSet("v2"), clock);
        assertThat(named.getEngineVersion()).isEqualTo("2");
        assertThat(named.getEngineSet()).isEqualTo("v2");
        assertThat(named.getEngineSetsBeforeList()).containsExactly("");
        assertThat(named.getTick()).isEqualTo(START_MINUTE);
        assertThat(broker.log()).hasSize(4).allSatisfy(partition -> {
            assertThat(kinds(partition)).endsWith("TICK", "ENGINE");
            assertThat(partition
                            .get(partition.size() - 1)
                            .getControl()
                            .getEngine()
                            .getSet())
                    .isEqualTo("v2");
        });
        // The keeper that ran all the same is shut out; the next one changes nothing of it.
        assertThatThrownBy(() -> keeper.advance(START_MINUTE + 1)).isInstanceOf(NotAcknowledgedException.class);
        LogKeeper next = started();
        next.advance(START_MINUTE + 1);
        assertThat(next.head().getEngineSet()).isEqualTo("v2");
        assertThatThrownBy(() -> EngineSwitch.write(broker.settings(), "2", new EngineSet("v2"), clock))
                .hasMessageContaining("set v2 already");
    }

    @Test
    void anOlderKeeperDoesNotShutOutANewerOneThatHasNotWrittenYet() {
        LogKeeper older = started();
        older.decide(ClockMode.WALL);
        try (KeeperLog newer = new KeeperLog(broker.settings(), clock)) {
            newer.announce();
            newer.open();
            clock.advance(Duration.ofMinutes(1));
            await().atMost(Duration.ofSeconds(20)).until(() -> older.state() == LogKeeper.State.FENCED);
            newer.begin();
            newer.commit(older.head().toBuilder().setTick(START_MINUTE + 7).build());
        }
        assertThat(older.state()).isEqualTo(LogKeeper.State.FENCED);
        assertThat(started().head().getTick()).isEqualTo(START_MINUTE + 7);
    }

    @Test
    void refusesAClockThatIsFiveSecondsOffTheBrokers() {
        GatewaySettings strict = new GatewaySettings(
                broker.settings().bootstrapServers(),
                4,
                ZoneId.of("Asia/Shanghai"),
                "stationboard-log-keeper",
                Duration.ofSeconds(6),
                Duration.ofSeconds(5));
        FirstRecords first = new FirstRecords(
                "1", OrgRegisterTest.register(OrgRegisterTest.CITY).message(), "catalogue: {}");
        ShiftedClock shifted = new ShiftedClock();
        LogKeeper keeper = new LogKeeper(strict, first, ANY, shifted);
        keepers.add(keeper);
        shifted.shift = Duration.ofSeconds(-6);
        assertThatThrownBy(keeper::start)
                .isInstanceOf(ClockOffException.class)
                .hasMessageContaining("expected: within 5 s of the brokers'");
        assertThat(broker.log()).allSatisfy(partition -> assertThat(partition).isEmpty());

        shifted.shift = Duration.ofSeconds(2);
        keeper.start();
        long now = keeper.decide(ClockMode.WALL).getTick();
        // A clock that jumps while it works writes no minute that has not begun.
        shifted.shift = Duration.ofHours(1);
        await().atMost(Duration.ofSeconds(20)).until(() -> keeper.state() == LogKeeper.State.WAITING);
        assertThat(keeper.head().getTick()).isBetween(now, now + 1);
    }

    /** The machine's clock, off by so much. */
    private static final class ShiftedClock extends Clock {
        private volatile Duration shift = Duration.ZERO;

        @Override
        public ZoneId getZone() {
            return ZoneId.of("UTC");
        }

        @Override
        public Clock withZone(ZoneId zone) {
            throw new UnsupportedOperationException("the keeper has a zone of its own");
        }

        @Override
        public Instant instant() {
            return Instant.now().plus(shift);
        }
    }

    @Test
    void refusesAnotherPartitionCountThanTheLogHas() {
        started().stop();
        FirstRecords first = new FirstRecords(
                "1", OrgRegisterTest.register(OrgRegisterTest.CITY).message(), "catalogue: {}");
        LogKeeper keeper = new LogKeeper(broker.settings().withPartitions(6), first, ANY, clock);
        assertThatThrownBy(keeper::start).hasMessageContaining("partitions: 6 (expected: 4");
    }

    @Test
    void waitsOutAnOutageAndCatchesUpWithARange() {
        LogKeeper keeper = started();
        keeper.decide(ClockMode.WALL);
        broker.stop();
        clock.advance(Duration.ofMinutes(3));
        await().atMost(Duration.ofSeconds(40)).until(() -> keeper.state() == LogKeeper.State.WAITING);
        clock.advance(Duration.ofMinutes(3));
        broker.startAgain();
        await().atMost(Duration.ofSeconds(60)).until(() -> keeper.head().getTick() == START_MINUTE + 6);
        assertThat(keeper.state()).isEqualTo(LogKeeper.State.RUNNING);
        // The first transaction may or may not have been written before the broker was gone; no minute twice or left
        // out.
        List<String> ticks = ticks();
        assertThat(ticks.get(0)).isEqualTo(span(0, 0));
        assertThat(ticks.get(ticks.size() - 1)).endsWith("-" + (START_MINUTE + 6));
        for (int i = 1; i < ticks.size(); i++) {
            long from = Long.parseLong(ticks.get(i).split("-")[0]);
            assertThat(ticks.get(i - 1)).endsWith("-" + (from - 1));
        }
    }
}
