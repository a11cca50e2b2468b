package org.stationboard.gateway;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import com.google.protobuf.Descriptors.FieldDescriptor;
import com.google.protobuf.Timestamp;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Consumer;
import org.junit.jupiter.api.Test;
import org.stationboard.contract.FeedNames;
import org.stationboard.contract.Reject;
import org.stationboard.contract.v1.CustodyAction;
import org.stationboard.contract.v1.CustodyStep;
import org.stationboard.contract.v1.EventGrade;
import org.stationboard.contract.v1.RoleCount;
import org.stationboard.contract.v1.StationRecord;
import org.stationboard.contract.v1.StationRecord.BodyCase;
import org.stationboard.testkit.Records;

class BodyChecksTest {
    private static final Instant NOW = Instant.parse("2026-11-24T02:00:00Z");
    private static final Timestamp AHEAD = Records.at(NOW.plus(Duration.ofMinutes(6)));
    private static final Timestamp EARLIER = Records.at(NOW.minus(Duration.ofHours(3)));
    private static final List<String> ONLY_AHEAD =
            List.of("dueAt", "plannedAt", "dueBackAt", "duty.from", "duty.to", "deviceSummary.to");

    private final WholeBodies whole = new WholeBodies("9101", NOW.minus(Duration.ofHours(1)));
    private final RecordCheck check = new RecordCheck(
            new CurrentRegister(OrgRegisterTest.register(OrgRegisterTest.CITY)),
            ZoneId.of("Asia/Shanghai"),
            Clock.fixed(NOW, ZoneOffset.UTC));

    private void accepts(StationRecord.Builder record) {
        assertThatCode(() -> check.check(record.build())).doesNotThrowAnyException();
    }

    private void refuses(StationRecord.Builder record, Reject reason, String field) {
        RefusedException refused = catchThrowableOfType(RefusedException.class, () -> check.check(record.build()));
        assertThat(refused).as("%s, %s", field, record).isNotNull();
        assertThat(refused.refusal().field()).isEqualTo(field);
        assertThat(refused.refusal().reason()).isEqualTo(reason);
    }

    private <B> void refuses(StationRecord.Builder record, B body, Consumer<B> change, String field) {
        change.accept(body);
        refuses(record, Reject.MALFORMED, field);
    }

    private static FieldDescriptor body(StationRecord.Builder record) {
        return record.getOneofFieldDescriptor(
                StationRecord.getDescriptor().getOneofs().get(0));
    }

    @Test
    void acceptsAWholeRecordOfEveryBodyThatASourceSends() {
        List<BodyCase> bodies = new ArrayList<>();
        for (StationRecord.Builder record : whole.all()) {
            accepts(record);
            bodies.add(record.getBodyCase());
        }
        for (String feed : FeedNames.all()) {
            assertThat(bodies).contains(FeedNames.body(feed).orElseThrow());
        }
    }

    @Test
    void acceptsWithdrawnRecordsOfEveryBodyThatHoldNothingElse() {
        for (StationRecord.Builder record : whole.all()) {
            if (record.getBodyCase() != BodyCase.FEED_MARK) {
                record.getFieldBuilder(body(record)).clear();
                refusesEmpty(record);
                accepts(record.setWithdrawn(true));
            }
        }
    }

    private void refusesEmpty(StationRecord.Builder record) {
        RefusedException refused = catchThrowableOfType(RefusedException.class, () -> check.check(record.build()));
        assertThat(refused).as(record.toString()).isNotNull();
        assertThat(refused.refusal().reason()).isEqualTo(Reject.MALFORMED);
        assertThat(refused.refusal().field()).startsWith(body(record).getJsonName() + '.');
    }

    @Test
    void marksOfEveryFeedAreTaken() {
        for (String feed : FeedNames.all()) {
            accepts(Records.mark("phone", feed, "9", NOW.minusSeconds(60), NOW).toBuilder());
        }
        refuses(
                Records.mark("phone", "feed-mark", "9", NOW.minusSeconds(60), NOW).toBuilder(),
                Reject.MALFORMED,
                "feedMark.feed");
    }

    @Test
    void onlyPlansAndDueTimesMayBeAhead() {
        for (StationRecord.Builder record : whole.all()) {
            FieldDescriptor body = body(record);
            for (FieldDescriptor field : body.getMessageType().getFields()) {
                boolean time = field.getType() == FieldDescriptor.Type.MESSAGE
                        && field.getMessageType().equals(Timestamp.getDescriptor());
                String path = body.getJsonName() + '.' + field.getJsonName();
                if (time && ONLY_AHEAD.stream().noneMatch(path::endsWith)) {
                    StationRecord.Builder changed = record.clone();
                    changed.getFieldBuilder(body).setField(field, AHEAD);
                    refusesAhead(changed, path);
                }
            }
        }
    }

    /** Ahead, or, where a pair of times is turned round by it, malformed. */
    private void refusesAhead(StationRecord.Builder record, String path) {
        RefusedException refused = catchThrowableOfType(RefusedException.class, () -> check.check(record.build()));
        assertThat(refused).as(path).isNotNull();
        if (refused.refusal().reason() == Reject.FUTURE_DATED) {
            assertThat(refused.refusal().field()).isEqualTo(path);
        } else {
            assertThat(path).isIn("award.grantedAt", "feedMark.from");
        }
    }

    @Test
    void refusesCountsThatDoNotGoTogether() {
        StationRecord.Builder information = whole.information();
        refuses(
                information,
                information.getInformationCheckBuilder(),
                body -> body.setAccurate(51),
                "informationCheck.accurate");
        StationRecord.Builder inspection = whole.inspection();
        refuses(
                inspection,
                inspection.getInspectionBuilder(),
                body -> body.setHazardsClosed(4),
                "inspection.hazardsClosed");
        StationRecord.Builder devices = whole.devices();
        refuses(devices, devices.getDeviceSummaryBuilder(), body -> body.setAvailable(6), "deviceSummary.available");
        StationRecord.Builder duty = whole.duty();
        refuses(duty, duty.getDutyBuilder(), body -> body.setPostsFilled(-1), "duty.postsFilled");
        StationRecord.Builder service = whole.service();
        refuses(service, service.getServiceBuilder(), body -> body.setComings(100), "service.comings");
    }

    @Test
    void takesMoreOnDutyThanPlannedAndMoreCollectedThanRegistered() {
        StationRecord.Builder duty = whole.duty();
        duty.getDutyBuilder().setPostsFilled(20);
        accepts(duty);
        StationRecord.Builder information = whole.information();
        information.getInformationCheckBuilder().setCollected(5_000);
        accepts(information);
    }

    @Test
    void takesAChainWithHolesButNotOneOutOfOrder() {
        StationRecord.Builder unsigned = whole.custody();
        unsigned.getCustodyBuilder().getStepsBuilder(1).clearByRole();
        accepts(unsigned);
        StationRecord.Builder unordered = whole.custody();
        refuses(
                unordered,
                unordered.getCustodyBuilder(),
                body -> body.getStepsBuilder(2).setAt(EARLIER),
                "custody.steps[2].at");
        StationRecord.Builder due = whole.custody();
        refuses(
                due,
                due.getCustodyBuilder(),
                body -> body.getStepsBuilder(0).setDueBackAt(AHEAD),
                "custody.steps[0].dueBackAt");
        StationRecord.Builder timeless = whole.custody();
        refuses(
                timeless,
                timeless.getCustodyBuilder(),
                body -> body.addSteps(CustodyStep.newBuilder().setAction(CustodyAction.STORED)),
                "custody.steps[3].at");
    }

    @Test
    void eachRoleOfAShiftStandsOnce() {
        StationRecord.Builder duty = whole.duty();
        refuses(
                duty,
                duty.getDutyBuilder(),
                body -> body.addRoles(RoleCount.newBuilder().setRole("officer")),
                "duty.roles[1].role");
        StationRecord.Builder turned = whole.duty();
        refuses(turned, turned.getDutyBuilder(), body -> body.setTo(EARLIER), "duty.to");
    }

    @Test
    void aGradeHasSomebodyWhoGaveItAndATime() {
        StationRecord.Builder ungraded = whole.graded();
        ungraded.getGradedEventBuilder()
                .setGrade(EventGrade.UNGRADED)
                .clearGradedByRole()
                .clearGradedAt();
        accepts(ungraded);
        StationRecord.Builder nobody = whole.graded();
        refuses(nobody, nobody.getGradedEventBuilder(), body -> body.clearGradedByRole(), "gradedEvent.gradedByRole");
        StationRecord.Builder never = whole.graded();
        refuses(never, never.getGradedEventBuilder(), body -> body.clearGradedAt(), "gradedEvent.gradedAt");
    }

    @Test
    void aReportHoldsAShareOrAValue() {
        StationRecord.Builder value = whole.reported();
        value.getReportedFigureBuilder().clearNumerator().clearDenominator().setValueMilli(-250);
        accepts(value);
        StationRecord.Builder both = whole.reported();
        refuses(both, both.getReportedFigureBuilder(), body -> body.setValueMilli(1), "reportedFigure.valueMilli");
        StationRecord.Builder more = whole.reported();
        refuses(more, more.getReportedFigureBuilder(), body -> body.setNumerator(101), "reportedFigure.numerator");
        StationRecord.Builder half = whole.reported();
        refuses(half, half.getReportedFigureBuilder(), body -> body.clearDenominator(), "reportedFigure.denominator");
        StationRecord.Builder words = whole.reported();
        refuses(words, words.getReportedFigureBuilder(), body -> body.setStandard("n1"), "reportedFigure.standard");
    }

    @Test
    void aReportsPeriodHasBegunAndIsNotOlderThan2000() {
        StationRecord.Builder turned = whole.reported();
        refuses(
                turned,
                turned.getReportedFigureBuilder(),
                body -> body.setPeriodTo(body.getPeriodFrom() - 1),
                "reportedFigure.periodTo");
        StationRecord.Builder ahead = whole.reported();
        long tomorrow = NOW.getEpochSecond() / 86_400 + 2;
        ahead.getReportedFigureBuilder().setPeriodFrom(tomorrow).setPeriodTo(tomorrow);
        refuses(ahead, Reject.FUTURE_DATED, "reportedFigure.periodFrom");
        StationRecord.Builder old = whole.reported();
        old.getReportedFigureBuilder().setPeriodFrom(10_000);
        refuses(old, Reject.IMPLAUSIBLE_DATE, "reportedFigure.periodFrom");
    }

    @Test
    void awardsEndAfterTheyWereGranted() {
        StationRecord.Builder award = whole.award();
        refuses(award, award.getAwardBuilder(), body -> body.setEndedAt(EARLIER), "award.endedAt");
        StationRecord.Builder year = whole.award();
        refuses(year, year.getAwardBuilder(), body -> body.setYear(1999), "award.year");
    }

    @Test
    void aVisitIsPlannedDueOrMade() {
        StationRecord.Builder planned = whole.visit();
        planned.getVisitBuilder().clearMadeAt().clearDueAt();
        accepts(planned);
        refuses(planned, planned.getVisitBuilder(), body -> body.clearPlannedAt(), "visit.madeAt");
    }
}
