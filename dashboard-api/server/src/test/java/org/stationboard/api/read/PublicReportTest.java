package org.stationboard.api.read;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Instant;
import java.time.YearMonth;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.stationboard.api.ApiSettings;
import org.stationboard.api.SmallCity;
import org.stationboard.api.view.FeedSeries;
import org.stationboard.contract.v1.StationRecord;
import org.stationboard.engine.Indicators;
import org.stationboard.testkit.Records;

class PublicReportTest {
    private static final Instant FEBRUARY = Instant.parse("2026-02-10T04:00:00Z");
    private static final Instant MARCH = Instant.parse("2026-03-02T04:00:00Z");

    private final SmallCity city = new SmallCity(MARCH);

    /** So many calls at each of the three stations in February. */
    private void calls(int north1, int north2, int south) {
        List<StationRecord> records = new ArrayList<>();
        int[] counts = {north1, north2, south};
        List<String> stations = List.of(SmallCity.NORTH_1, SmallCity.NORTH_2, SmallCity.SOUTH_1);
        for (int station = 0; station < 3; station++) {
            for (int i = 0; i < counts[station]; i++) {
                records.add(Records.taken(Records.alarm("t/" + station + "." + i, stations.get(station), FEBRUARY)));
            }
        }
        city.live(records, MARCH);
    }

    private PublicReport.Row alarms(String unitId) {
        Figures figures = new Figures(
                city.store(),
                city.view().city(),
                asked -> new FeedSeries(Indicators.feed(asked.indicator()), List.of(), ApiSettings.SHANGHAI),
                new Known(null, ApiSettings.SHANGHAI));
        return new PublicReport(city.view().city(), figures)
                .answer(city.view().city().unit(unitId, 20_500).orElseThrow(), YearMonth.of(2026, 2)).rows().stream()
                        .filter(row -> row.indicator().equals("alarms"))
                        .findFirst()
                        .orElseThrow();
    }

    @Test
    void showsWhatNamesNobody() {
        calls(20, 0, 9);
        assertThat(alarms(SmallCity.CITY)).isEqualTo(new PublicReport.Row("alarms", 29L, List.of(20L, 9L)));
        assertThat(alarms(SmallCity.NORTH)).isEqualTo(new PublicReport.Row("alarms", 20L, List.of(20L, 0L)));
    }

    @Test
    void hidesASmallStationBesideAnother() {
        calls(20, 3, 9);
        PublicReport.Row north = alarms(SmallCity.NORTH);
        assertThat(north.total()).isEqualTo(23);
        assertThat(north.below()).containsExactly(null, null);
    }

    @Test
    void noPageTellsWhatTheOneAboveHides() {
        calls(2, 1, 20);
        PublicReport.Row whole = alarms(SmallCity.CITY);
        assertThat(whole.total()).isEqualTo(23);
        assertThat(whole.below()).containsExactly(null, null);
        assertThat(alarms(SmallCity.NORTH).total()).isNull();
        assertThat(alarms(SmallCity.SOUTH).total()).as("23 less 20 would be 3").isNull();
        assertThat(alarms(SmallCity.SOUTH).below()).containsExactly((Long) null);
    }
}
