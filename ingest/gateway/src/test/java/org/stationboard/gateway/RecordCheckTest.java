package org.stationboard.gateway;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import com.google.protobuf.Timestamp;
import com.google.protobuf.UnknownFieldSet;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import java.util.function.BiConsumer;
import org.junit.jupiter.api.Test;
import org.stationboard.contract.Reject;
import org.stationboard.contract.v1.AlarmFamily;
import org.stationboard.contract.v1.ClosedWithout;
import org.stationboard.contract.v1.Control;
import org.stationboard.contract.v1.DisputeOutcome;
import org.stationboard.contract.v1.MediationAttempt;
import org.stationboard.contract.v1.StationRecord;
import org.stationboard.testkit.Records;

class RecordCheckTest {
    private static final Instant NOW = Instant.parse("2026-11-24T02:00:00Z");
    private static final Instant EARLIER = NOW.minus(Duration.ofHours(1));
    private final RecordCheck check = new RecordCheck(
            new CurrentRegister(OrgRegisterTest.register(OrgRegisterTest.CITY)),
            ZoneId.of("Asia/Shanghai"),
            Clock.fixed(NOW, ZoneOffset.UTC));

    private static StationRecord.Builder alarm() {
        return Records.alarm("phone/1", "9101", EARLIER);
    }

    private static StationRecord.Builder dispute() {
        return Records.dispute("mediation/1", "9101", EARLIER);
    }

    private void accepts(StationRecord.Builder record) {
        assertThatCode(() -> check.check(record.build())).doesNotThrowAnyException();
    }

    private Refusal refusal(StationRecord.Builder record) {
        return catchThrowableOfType(RefusedException.class, () -> check.check(record.build()))
                .refusal();
    }

    private void refuses(StationRecord.Builder record, Reject reason, String field) {
        Refusal refusal = refusal(record);
        assertThat(refusal.reason()).isEqualTo(reason);
        assertThat(refusal.field()).isEqualTo(field);
    }

    private static Timestamp at(Instant instant) {
        return Records.at(instant);
    }

    @Test
    void acceptsWholeRecords() {
        accepts(alarm());
        accepts(Records.handled(alarm(), EARLIER, EARLIER, EARLIER));
        accepts(dispute());
        accepts(Records.attempted(dispute(), EARLIER, DisputeOutcome.SUCCESS));
        accepts(Records.mark("phone", "alarm", "9", EARLIER, NOW).toBuilder());
    }

    @Test
    void acceptsAWithdrawnRecordThatHoldsNothingElse() {
        StationRecord.Builder withdrawn = alarm().setVersion(2).setWithdrawn(true);
        withdrawn.getAlarmBuilder().clear();
        accepts(withdrawn);
    }

    @Test
    void refusesRecordsWithoutABodyAndControls() {
        refuses(alarm().clearBody(), Reject.UNKNOWN_TYPE, "");
        refuses(alarm().setControl(Control.getDefaultInstance()), Reject.UNAUTHORISED, "control");
    }

    @Test
    void refusesIdsAndVersionsOfAnotherForm() {
        for (String id :
                List.of("", "phone", "/1", "phone/", "Phone/1", "phone/a b", "phone/a|b", "phone/" + "1".repeat(200))) {
            refuses(alarm().setRecordId(id), Reject.MALFORMED, "recordId");
        }
        refuses(alarm().setUnitId(""), Reject.MALFORMED, "unitId");
        refuses(alarm().setUnitId("9101|x"), Reject.MALFORMED, "unitId");
        refuses(alarm().setVersion(0), Reject.MALFORMED, "version");
        refuses(alarm().setAbout("two words"), Reject.MALFORMED, "about");
        refuses(alarm().clearOccurredAt(), Reject.MALFORMED, "occurredAt");
        refuses(alarm().clearReportedAt(), Reject.MALFORMED, "reportedAt");
    }

    @Test
    void refusesBodiesThatSayTooLittle() {
        StationRecord.Builder alarm = alarm();
        alarm.getAlarmBuilder().setFamily(AlarmFamily.ALARM_FAMILY_UNSPECIFIED);
        refuses(alarm, Reject.MALFORMED, "alarm.family");
        alarm = alarm();
        alarm.getAlarmBuilder().setFamilyValue(99);
        refuses(alarm, Reject.MALFORMED, "alarm.family");
        alarm = alarm();
        alarm.getAlarmBuilder().clearCalledAt();
        refuses(alarm, Reject.MALFORMED, "alarm.calledAt");
        StationRecord.Builder dispute = dispute();
        dispute.getDisputeBuilder().setClosedWithout(ClosedWithout.NO_VERDICT);
        refuses(dispute, Reject.MALFORMED, "dispute.closedAt");
        dispute = dispute();
        dispute.getDisputeBuilder().addAttempts(MediationAttempt.newBuilder().setOutcome(DisputeOutcome.SUCCESS));
        refuses(dispute, Reject.MALFORMED, "dispute.attempts[0].concludedAt");
        refuses(Records.mark("phone", "music", "9", EARLIER, NOW).toBuilder(), Reject.MALFORMED, "feedMark.feed");
        refuses(
                Records.mark("phone", "alarm", "9", NOW, NOW.minusSeconds(1)).toBuilder(),
                Reject.MALFORMED,
                "feedMark.to");
    }

    @Test
    void refusesTimesAheadOfTheClock() {
        Instant ahead = NOW.plus(Duration.ofSeconds(301));
        accepts(alarm().setOccurredAt(at(NOW.plus(Duration.ofMinutes(5)))));
        refuses(alarm().setOccurredAt(at(ahead)), Reject.FUTURE_DATED, "occurredAt");
        refuses(
                alarm().setOccurredAt(
                                at(NOW.atOffset(ZoneOffset.UTC).plusYears(40).toInstant())),
                Reject.FUTURE_DATED,
                "occurredAt");
        refuses(alarm().setReportedAt(at(ahead)), Reject.FUTURE_DATED, "reportedAt");
        StationRecord.Builder alarm = alarm();
        alarm.getAlarmBuilder().setArrivedAt(at(ahead));
        refuses(alarm, Reject.FUTURE_DATED, "alarm.arrivedAt");
        refuses(
                Records.attempted(dispute(), ahead, DisputeOutcome.FAILURE).setReportedAt(at(NOW)),
                Reject.FUTURE_DATED,
                "dispute.attempts[0].concludedAt");
    }

    @Test
    void letsADueDateBeAhead() {
        StationRecord.Builder dispute = dispute();
        dispute.getDisputeBuilder().setDueAt(at(NOW.plus(Duration.ofDays(20))));
        accepts(dispute);
    }

    @Test
    void refusesTimesBefore2000AndBeforeTheUnit() {
        Instant y1970 = Instant.parse("1970-06-01T00:00:00Z");
        refuses(alarm().setOccurredAt(at(y1970)), Reject.IMPLAUSIBLE_DATE, "occurredAt");
        StationRecord.Builder dispute = dispute();
        dispute.getDisputeBuilder().setDueAt(at(y1970));
        refuses(dispute, Reject.IMPLAUSIBLE_DATE, "dispute.dueAt");
        Instant before = Instant.parse("2015-02-28T15:59:59Z");
        refuses(Records.alarm("phone/1", "9102", before), Reject.IMPLAUSIBLE_DATE, "occurredAt");
        accepts(Records.alarm("phone/1", "9102", before.plusSeconds(1)));
        // The year 2000 begins in the log's zone.
        accepts(Records.alarm("phone/1", "9101", Instant.parse("1999-12-31T16:00:00Z")));
    }

    @Test
    void refusesUnitsThatTheRegisterDoesNotHaveThatDay() {
        refuses(alarm().setUnitId("9999"), Reject.UNKNOWN_UNIT, "unitId");
        refuses(Records.alarm("phone/1", "9201", EARLIER), Reject.UNKNOWN_UNIT, "unitId");
        accepts(Records.alarm("phone/1", "9201", Instant.parse("2023-12-31T15:59:59Z")));
    }

    @Test
    void refusesIdentityDataInEveryStringOfTheContract() {
        IdentityValues values = new IdentityValues(17);
        List<String> visited = new ArrayList<>();
        for (String value : values.all()) {
            forEveryString(
                    (record, path) -> {
                        visited.add(path);
                        Refusal refusal = catchThrowableOfType(RefusedException.class, () -> check.check(record))
                                .refusal();
                        assertThat(refusal.reason()).as(path).isEqualTo(Reject.IDENTITY_DATA);
                        assertThat(refusal.field()).isEqualTo(path);
                        assertThat(refusal.toString()).doesNotContain(value);
                    },
                    value);
        }
        assertThat(visited)
                .contains("recordId", "unitId", "communityId", "movedFrom", "about", "alarm.channel", "alarm.category")
                .contains("dispute.kind", "dispute.ownerRole", "dispute.jointWith[0]", "dispute.becameCase")
                .contains("feedMark.source", "feedMark.feed", "case.category", "visit.byRole", "custody.itemKind")
                .contains("custody.steps[1].byRole", "duty.roles[0].role", "service.kind", "informationCheck.method")
                .contains("gradedEvent.gradedByRole", "reportedFigure.standard", "reportedFigure.evidenceId")
                .contains("award.title");
    }

    @Test
    void refusesFreeTextInEveryStringOfTheContract() {
        forEveryString(
                (record, path) -> {
                    Refusal refusal = catchThrowableOfType(RefusedException.class, () -> check.check(record))
                            .refusal();
                    assertThat(refusal.reason()).as(path).isEqualTo(Reject.MALFORMED);
                    assertThat(refusal.field()).as(path).isEqualTo(path);
                },
                "words of someone");
    }

    @Test
    void refusesAnIdentityCardAsAVersion() {
        IdentityValues values = new IdentityValues(18);
        String card = values.card();
        while (card.endsWith("X")) {
            card = values.card();
        }
        refuses(alarm().setVersion(Long.parseLong(card)), Reject.IDENTITY_DATA, "version");
    }

    @Test
    void refusesFieldsThatTheContractDoesNotName() {
        UnknownFieldSet text = UnknownFieldSet.newBuilder()
                .addField(99, UnknownFieldSet.Field.newBuilder().addVarint(1).build())
                .build();
        refuses(alarm().setUnknownFields(text), Reject.MALFORMED, "");
        refuses(alarm().clearBody().setUnknownFields(text), Reject.UNKNOWN_TYPE, "");
        StationRecord.Builder alarm = alarm();
        alarm.getAlarmBuilder().setUnknownFields(text);
        refuses(alarm, Reject.MALFORMED, "alarm");
    }

    /** A whole record of every body with one of its strings set to a value, for every string that a sender may fill. */
    private static void forEveryString(BiConsumer<StationRecord, String> each, String value) {
        new WholeBodies("9101", EARLIER).all().forEach(whole -> EveryString.of(whole, value, each));
    }
}
