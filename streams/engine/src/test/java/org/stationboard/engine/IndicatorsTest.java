package org.stationboard.engine;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.stationboard.contract.FeedNames;
import org.stationboard.contract.v1.Grain;

class IndicatorsTest {
    @Test
    void everyIndicatorHasAKindAndAFeedOfTheContract() {
        List<String> ids = Stream.concat(
                        Indicators.listed().stream(),
                        Indicators.prefixes().stream()
                                .map(prefix -> prefix.equals(Indicators.DEVICES_KIND)
                                        ? prefix + "camera" + Indicators.DEVICES_KIND_AVAILABLE
                                        : prefix + "x"))
                .toList();
        assertThat(ids).doesNotHaveDuplicates().hasSize(66);
        for (String id : ids) {
            assertThat(Indicators.kind(id)).as(id).isPresent();
            assertThat(FeedNames.all()).as(id).contains(Indicators.feed(id));
        }
        assertThat(ids.stream().map(Indicators::feed).distinct()).hasSameElementsAs(FeedNames.all());
    }

    @Test
    void everyIndicatorFitsTheLedger() {
        for (String id : Indicators.listed()) {
            Contribution given = new Contribution(id, "990101", Grain.DAY, 20_000, 1, 1);
            LedgerEntry entry = new LedgerEntry(1, 2, List.of(given));
            assertThat(DecodedEntry.of(entry.encoded(new LedgerCodes()))).isEqualTo(entry);
        }
        for (String prefix : Indicators.prefixes()) {
            String id = prefix.equals(Indicators.DEVICES_KIND) ? prefix + "door.available" : prefix + "x";
            Grain grain = Indicators.minutes(id) ? Grain.MINUTE : Grain.DAY;
            Contribution given = new Contribution(id, "990101", grain, -5, 1, 1);
            LedgerEntry entry = new LedgerEntry(1, 2, List.of(given));
            assertThat(DecodedEntry.of(entry.encoded(new LedgerCodes()))).isEqualTo(entry);
        }
    }

    @Test
    void aPrefixAloneIsNoIndicator() {
        Indicators.prefixes()
                .forEach(prefix -> assertThat(Indicators.kind(prefix)).isEmpty());
        assertThat(Indicators.kind("devices.kind.camera")).isEmpty();
        assertThat(Indicators.kind("devices.kind..available")).isEmpty();
        assertThatThrownBy(() -> Indicators.feed("alarms.unknown"))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessage("indicator: alarms.unknown (expected: a known id)");
    }

    @Test
    void caseFiguresAreTrendsAlone() {
        assertThat(Indicators.listed().stream().filter(Indicators::trendOnly))
                .allMatch(id -> Indicators.feed(id).equals("case"))
                .hasSize(6);
    }
}
