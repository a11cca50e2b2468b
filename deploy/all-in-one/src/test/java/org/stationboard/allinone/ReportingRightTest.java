package org.stationboard.allinone;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.stationboard.contract.v1.ReportedFigure;
import org.stationboard.contract.v1.UnitLevel;
import org.stationboard.engine.CatalogueLoader;
import org.stationboard.engine.Standard;
import org.stationboard.engine.Standing;

/** Every shipped standard that is reported, by senders of every level, under every role. */
class ReportingRightTest {
    /** Of these the station that is judged is never the one that reports. */
    private static final Set<String> NEVER_THE_STATION = Set.of("Z09", "Z10", "Z11", "Z12", "N01", "N07", "N10", "N11");

    private static final Map<String, UnitLevel> UNITS = Map.of(
            "990000", UnitLevel.CITY,
            "990100", UnitLevel.COUNTY,
            "990101", UnitLevel.STATION,
            "99010101", UnitLevel.COMMUNITY);

    private final String text = Shipped.planCatalogue();
    private final ReportingRight right = new ReportingRight(() -> text, unit -> Optional.ofNullable(UNITS.get(unit)));

    private boolean may(String unit, String standard, String role) {
        return right.may(unit, figure(standard, role));
    }

    @Test
    void aRoleIsOfTheSendersOwnLevelAndOneThatTheStandardIsReportedBy() {
        int reported = 0;
        for (Standard standard : CatalogueLoader.load(text).standards()) {
            Set<Standing> by = standard.reporting() == null
                    ? Set.of()
                    : standard.reporting().by();
            reported += by.isEmpty() ? 0 : 1;
            String id = standard.id();
            assertThat(may("990000", id, "city-survey")).as(id).isEqualTo(by.contains(Standing.CITY));
            assertThat(right.may(null, figure(id, "city-survey"))).as(id).isEqualTo(by.contains(Standing.CITY));
            assertThat(may("990100", id, "county-office")).as(id).isEqualTo(by.contains(Standing.COUNTY));
            assertThat(may("990101", id, "station-office")).as(id).isEqualTo(by.contains(Standing.STATION));
            for (String above : List.of("county-office", "city-survey", "province-audit", "friends")) {
                assertThat(may("990101", id, above)).as("%s as %s", id, above).isFalse();
            }
            assertThat(may("990100", id, "city-survey")).as(id).isFalse();
            assertThat(may("990000", id, "station-office")).as(id).isFalse();
            assertThat(may("990999", id, "station-office")).as("no such unit").isFalse();
            if (NEVER_THE_STATION.contains(id)) {
                assertThat(may("990101", id, "station-office")).as(id).isFalse();
                assertThat(may("99010101", id, "station-office")).as(id).isFalse();
            }
        }
        assertThat(reported).isGreaterThan(30);
        assertThat(may("990101", "Q99", "station-office"))
                .as("no such standard")
                .isFalse();
    }

    private static ReportedFigure figure(String standard, String role) {
        return ReportedFigure.newBuilder()
                .setStandard(standard)
                .setReporterRole(role)
                .build();
    }
}
