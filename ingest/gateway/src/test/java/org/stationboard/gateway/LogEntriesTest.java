package org.stationboard.gateway;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Clock;
import java.time.Instant;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.stationboard.contract.v1.FeedMark;
import org.stationboard.contract.v1.StationRecord;
import org.stationboard.testkit.Records;

class LogEntriesTest {
    private static final Instant NOW = Instant.parse("2026-03-02T04:00:00Z");

    private static List<FeedMark> marks(String register, String unit) throws Exception {
        LogEntries entries = new LogEntries(new CurrentRegister(OrgRegisterTest.register(register)), Clock.systemUTC());
        StationRecord.Builder mark = Records.mark("phone", "alarm", unit, NOW.minusSeconds(3_600), NOW).toBuilder();
        mark.getFeedMarkBuilder().setVersions(12);
        List<FeedMark> marks = new java.util.ArrayList<>();
        for (LogEntry entry : entries.of(mark.build())) {
            marks.add(StationRecord.parseFrom(entry.value()).getFeedMark());
        }
        return marks;
    }

    @Test
    void aMarkAtOrBelowOneLogKeyKeepsItsCount() throws Exception {
        assertThat(marks(OrgRegisterTest.CITY, "91")).singleElement().returns(12L, FeedMark::getVersions);
        assertThat(marks(OrgRegisterTest.CITY, "9101")).singleElement().returns(12L, FeedMark::getVersions);
    }

    @Test
    void aMarkAboveSeveralLogKeysGoesToEachWithoutOne() throws Exception {
        assertThat(marks(OrgRegisterTest.CITY, "9")).hasSize(2).noneMatch(FeedMark::hasVersions);
    }

    @Test
    void aCityWithOneLogKeyKeepsTheCountOfItsMarks() throws Exception {
        String oneLogKey = OrgRegisterTest.CITY.replace(",92,92,", ",92,91,").replace("county,9,92,", "county,9,91,");
        assertThat(marks(oneLogKey, "9")).singleElement().returns(12L, FeedMark::getVersions);
    }
}
