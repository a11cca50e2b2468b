package org.stationboard.allinone;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.stationboard.contract.v1.Control;
import org.stationboard.contract.v1.FeedState;
import org.stationboard.contract.v1.Rhythm;
import org.stationboard.contract.v1.Rhythms;
import org.stationboard.contract.v1.StationRecord;
import org.stationboard.gateway.OrgRegister;
import org.stationboard.testkit.Records;

/** Real calls with two clocks: what their lateness and their silence may change, and what they may not. */
final class MontgomeryTest {
    /** One county, so that all of it is one feed. */
    private static final OrgRegister COUNTY = OrgRegister.parse("""
            id,name,name_en,level,parent,log_key,class,population,officers,valid_from,valid_to
            990000,示例市,Example City,city,,990100,,0,0,2000-01-01,
            990100,示例县,Example County,county,990000,990100,,0,0,2000-01-01,
            990101,示例一派出所,Example Station 1,station,990100,990100,urban,0,0,2000-01-01,
            990102,示例二派出所,Example Station 2,station,990100,990100,town,0,0,2000-01-01,
            990103,示例三派出所,Example Station 3,station,990100,990100,rural,0,0,2000-01-01,
            """.getBytes(StandardCharsets.UTF_8));

    private static Path file;
    private static List<Map<String, String>> rows;
    private static List<StationRecord> calls;
    private static EngineRun byArrival;

    @BeforeAll
    static void replayOnce() throws Exception {
        file = RealRecords.fileOrSkip(MontgomeryCalls.FILE);
        rows = PlainCsv.rows(file);
        calls = RealRecords.read(RealRecords.forTests("montgomery-by-arrival"), file, COUNTY);
        List<StationRecord> records = new ArrayList<>(calls);
        records.addAll(hourlyDisputes());
        records.sort(Comparator.comparingLong(record -> record.getReportedAt().getSeconds()));
        byArrival = new EngineRun(COUNTY, 1);
        byArrival.take(rhythms());
        byArrival.replay(records);
        byArrival.finish();
    }

    @Test
    void givesTheSameFiguresInOrderOfArrivalAndOfEvents() throws Exception {
        EngineRun byEvent = new EngineRun(COUNTY, 1440);
        byEvent.replay(RealRecords.read(RealRecords.forTests("montgomery-by-event"), file, COUNTY));
        byEvent.finish();

        Map<String, List<Long>> calls = byArrival.dayFigures();
        calls.keySet().removeIf(figure -> figure.contains(" disputes."));
        assertThat(calls).hasSizeGreaterThan(3_000).isEqualTo(byEvent.dayFigures());
        assertThat(byArrival.counts("alarms")).isEqualTo(callsByEventDay());
    }

    @Test
    void knowsHowLateEachCallCame() {
        List<Long> mapped = calls.stream()
                .map(record -> record.getReportedAt().getSeconds()
                        - record.getOccurredAt().getSeconds())
                .filter(late -> late > 0)
                .sorted()
                .toList();

        assertThat(mapped).hasSize(99_489).isEqualTo(MontgomeryCalls.lateness(rows));
        assertThat(mapped.get(mapped.size() / 2)).isEqualTo(211);
        assertThat(mapped.get(mapped.size() - 1)).isEqualTo(81_276); // 22.6 hours
    }

    @Test
    void turnsTheSilentFeedStaleAtItsMinuteAndNothingElse() {
        List<String> turns = new ArrayList<>();
        boolean stale = false;
        for (FeedState state : byArrival.states("montgomery")) {
            if (state.getStale() != stale) {
                stale = state.getStale();
                turns.add((stale ? "silent since " : "heard again ") + MontgomeryCalls.local(state.getLastHeard()));
            }
        }
        // After the last call the file ends: silent for good.
        assertThat(turns)
                .startsWith(plainSilences().toArray(String[]::new))
                .hasSize(plainSilences().size() + 1);
        assertThat(turns).contains("silent since 2016-05-01T12:57", "heard again 2016-05-02T03:01");
        assertThat(byArrival.staleAt("montgomery"))
                .contains(MontgomeryCalls.minute(LocalDateTime.parse("2016-05-01T12:57"))
                        + MontgomeryCalls.ALLOWED_SILENCE
                        + 1);

        assertThat(byArrival.states("other"))
                .filteredOn(
                        state -> state.getLastHeard() < MontgomeryCalls.minute(LocalDateTime.parse("2016-08-24T00:00")))
                .isNotEmpty()
                .noneMatch(FeedState::getStale);
        assertThat(byArrival.counts("disputes.registered")).containsEntry(LocalDate.of(2016, 5, 1), 24L);
    }

    /** Where two neighbours in order of arrival lie further apart than a feed may be silent. */
    private static List<String> plainSilences() {
        List<LocalDateTime> arrivals =
                rows.stream().map(MontgomeryCalls::arrival).sorted().toList();
        List<String> silences = new ArrayList<>();
        for (int place = 1; place < arrivals.size(); place++) {
            LocalDateTime before = arrivals.get(place - 1);
            LocalDateTime after = arrivals.get(place);
            if (MontgomeryCalls.minute(after) - MontgomeryCalls.minute(before) > MontgomeryCalls.ALLOWED_SILENCE) {
                silences.add("silent since " + MontgomeryCalls.local(MontgomeryCalls.minute(before)));
                silences.add("heard again " + MontgomeryCalls.local(MontgomeryCalls.minute(after)));
            }
        }
        return silences;
    }

    private static Map<LocalDate, Long> callsByEventDay() {
        Map<LocalDate, Long> days = new TreeMap<>();
        for (Map<String, String> row : rows) {
            days.merge(MontgomeryCalls.day(row), 1L, Long::sum);
        }
        return days;
    }

    private static List<StationRecord> hourlyDisputes() {
        List<StationRecord> disputes = new ArrayList<>();
        LocalDateTime end = LocalDateTime.parse("2016-08-24T12:00");
        for (LocalDateTime at = LocalDateTime.parse("2015-12-10T18:00"); at.isBefore(end); at = at.plusHours(1)) {
            disputes.add(Records.dispute(
                            "other/" + at, "990102", at.atZone(EngineRun.ZONE).toInstant())
                    .build());
        }
        return disputes;
    }

    private static StationRecord rhythms() {
        return StationRecord.newBuilder()
                .setControl(Control.newBuilder()
                        .setRhythms(
                                Rhythms.newBuilder().addRhythms(rhythm("alarm")).addRhythms(rhythm("dispute"))))
                .build();
    }

    private static Rhythm rhythm(String feed) {
        return Rhythm.newBuilder()
                .setFeed(feed)
                .setAllowedSilenceMinutes(MontgomeryCalls.ALLOWED_SILENCE)
                .build();
    }
}
