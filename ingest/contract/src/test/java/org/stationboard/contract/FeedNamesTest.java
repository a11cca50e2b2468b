package org.stationboard.contract;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.stationboard.contract.v1.FeedMark;
import org.stationboard.contract.v1.InformationCheck;
import org.stationboard.contract.v1.Rhythm;
import org.stationboard.contract.v1.StationRecord;
import org.stationboard.contract.v1.StationRecord.BodyCase;

class FeedNamesTest {
    @Test
    void aFeedIsNamedAsItsBodyInTheContract() {
        assertThat(FeedNames.all())
                .containsExactly(
                        "alarm",
                        "dispute",
                        "case",
                        "visit",
                        "inspection",
                        "custody",
                        "duty",
                        "service",
                        "information-check",
                        "graded-event",
                        "reported-figure",
                        "award",
                        "device-summary");
        StationRecord check = StationRecord.newBuilder()
                .setInformationCheck(InformationCheck.getDefaultInstance())
                .build();
        assertThat(FeedNames.of(check)).contains("information-check");
        assertThat(FeedNames.body("information-check")).contains(BodyCase.INFORMATION_CHECK);
    }

    @Test
    void aMarkIsNoFeedOfItsOwn() {
        StationRecord mark = StationRecord.newBuilder()
                .setFeedMark(FeedMark.getDefaultInstance())
                .build();
        assertThat(FeedNames.of(mark)).isEmpty();
        assertThat(FeedNames.of(StationRecord.getDefaultInstance())).isEmpty();
        assertThat(FeedNames.body("feed-mark")).isEmpty();
    }

    @Test
    void onlyWhatIsBestSilentOrHasItsOwnCadenceShipsWithoutARhythm() {
        assertThat(FeedNames.all())
                .filteredOn(feed -> ShippedRhythms.shipped().getRhythmsList().stream()
                        .map(Rhythm::getFeed)
                        .noneMatch(feed::equals))
                .containsExactly("graded-event", "reported-figure", "award");
    }
}
