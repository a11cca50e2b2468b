package org.stationboard.testkit;

import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneId;
import java.util.SplittableRandom;
import java.util.function.Consumer;
import org.stationboard.contract.v1.Award;
import org.stationboard.contract.v1.AwardLevel;
import org.stationboard.contract.v1.EventGrade;
import org.stationboard.contract.v1.GradedEvent;
import org.stationboard.contract.v1.GradedKind;
import org.stationboard.contract.v1.InformationCheck;
import org.stationboard.contract.v1.ReportedFigure;
import org.stationboard.contract.v1.StationRecord;

/** What others find, grade, report and award of made-up stations, for {@link StationRoutine}. Stateless. */
final class StationAssessments {
    private static final long DAY = 86_400;
    private static final GradedKind[] KINDS = {
        GradedKind.ACCIDENT,
        GradedKind.ACCIDENT,
        GradedKind.CONDUCT_BREACH,
        GradedKind.COMPLAINT_UPHELD,
        GradedKind.MASS_INCIDENT
    };

    private final String source;
    private final ZoneId zone;

    StationAssessments(String source, ZoneId zone) {
        this.source = source;
        this.zone = zone;
    }

    /** A check of collected information by sample. */
    void check(String id, String unitId, Instant at, SplittableRandom random, Consumer<StationRecord> target) {
        long registered = 8_000L + Math.floorMod(unitId.hashCode(), 30_000);
        InformationCheck.Builder check = InformationCheck.newBuilder()
                .setCheckedAt(Records.at(at))
                .setRegistered(registered)
                .setCollected(registered * (930 + random.nextInt(80)) / 1000)
                .setSampled(200)
                .setAccurate(184 + random.nextInt(17))
                .setMethod("random-sample");
        target.accept(Records.head(id + "-information", unitId, at)
                .setInformationCheck(check)
                .build());
    }

    /** An event that is graded some days later; most are ordinary, a few stay to be graded, one in eight is grave. */
    void graded(String id, String unitId, Instant at, SplittableRandom random, Consumer<StationRecord> target) {
        GradedEvent.Builder event = GradedEvent.newBuilder()
                .setKind(KINDS[random.nextInt(KINDS.length)])
                .setHappenedAt(Records.at(at))
                .setFiledAt(Records.at(at.plusSeconds(DAY / 2)));
        StationRecord.Builder filed = Records.head(id + "-event", unitId, at)
                .setReportedAt(Records.at(at.plusSeconds(DAY / 2)))
                .setGradedEvent(event);
        target.accept(filed.build());
        if (random.nextInt(6) == 0) {
            return;
        }
        Instant gradedAt = at.plusSeconds(2 * DAY + random.nextLong(5 * DAY));
        boolean grave = random.nextInt(8) == 0;
        event.setGrade(grave ? EventGrade.GRAVE : EventGrade.ORDINARY)
                .setConfirmed(true)
                .setGradedByRole("county-grader")
                .setGradedAt(Records.at(gradedAt));
        target.accept(filed.clone()
                .setVersion(2)
                .setReportedAt(Records.at(gradedAt))
                .setGradedEvent(event)
                .build());
    }

    /** What stands from the first day on: figures reported for the year before and after, and a few awards. */
    void onTheFirstDay(
            String id, String unitId, int unit, Instant at, SplittableRandom random, Consumer<StationRecord> target) {
        target.accept(share(id, unitId, at, "N01", "survey", 400, 372 + random.nextInt(28)));
        target.accept(share(id, unitId, at, "N12", "register", 40, 34 + random.nextInt(7)));
        target.accept(share(id, unitId, at, "C05", "register", 12, 11 + random.nextInt(2)));
        if (unit % 11 == 3) {
            AwardLevel level = unit % 3 == 0 ? AwardLevel.PROVINCE_AWARD : AwardLevel.CITY_AWARD;
            target.accept(Records.head(source + '/' + unitId + "-award", unitId, at)
                    .setAward(Award.newBuilder()
                            .setLevel(level)
                            .setTitle("model-station")
                            .setYear(LocalDate.ofInstant(at, zone).getYear())
                            .setGrantedAt(Records.at(at)))
                    .build());
        }
    }

    private StationRecord share(
            String id, String unitId, Instant at, String standard, String method, long denominator, long numerator) {
        long day = LocalDate.ofInstant(at, zone).toEpochDay();
        ReportedFigure.Builder figure = ReportedFigure.newBuilder()
                .setStandard(standard)
                .setPeriodFrom(day - 182)
                .setPeriodTo(day + 182)
                .setNumerator(numerator)
                .setDenominator(denominator)
                .setMethod(method)
                .setSampleSize(method.equals("survey") ? denominator : 0)
                .setReporterRole("city-bureau");
        return Records.head(id + '-' + standard, unitId, at)
                .setReportedFigure(figure)
                .build();
    }
}
