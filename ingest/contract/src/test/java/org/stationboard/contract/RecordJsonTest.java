package org.stationboard.contract;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.google.protobuf.InvalidProtocolBufferException;
import com.google.protobuf.util.Timestamps;
import org.junit.jupiter.api.Test;
import org.stationboard.contract.v1.Alarm;
import org.stationboard.contract.v1.AlarmFamily;
import org.stationboard.contract.v1.Dispute;
import org.stationboard.contract.v1.DisputeOutcome;
import org.stationboard.contract.v1.MediationAttempt;
import org.stationboard.contract.v1.StationRecord;

class RecordJsonTest {
    static final StationRecord ALARM = StationRecord.newBuilder()
            .setRecordId("phone/18000588")
            .setUnitId("990712")
            .setVersion(3)
            .setOccurredAt(Timestamps.fromSeconds(1_514_830_740))
            .setReportedAt(Timestamps.fromSeconds(1_514_830_800))
            .setAlarm(Alarm.newBuilder()
                    .setChannel("phone")
                    .setCategory("larceny")
                    .setFamily(AlarmFamily.THEFT_ROBBERY_FRAUD)
                    .setCrime(true)
                    .setCalledAt(Timestamps.fromSeconds(1_514_830_740)))
            .build();
    static final StationRecord DISPUTE = StationRecord.newBuilder()
            .setRecordId("mediation/7:12")
            .setUnitId("990101")
            .setVersion(1)
            .setDispute(Dispute.newBuilder()
                    .setKind("neighbour")
                    .addJointWith("court")
                    .addAttempts(MediationAttempt.newBuilder().setOutcome(DisputeOutcome.SUCCESS)))
            .build();

    @Test
    void printsTheFormThatTheContractDocuments() {
        assertThat(RecordJson.print(ALARM))
                .isEqualTo("{\"recordId\":\"phone/18000588\",\"unitId\":\"990712\",\"version\":\"3\","
                        + "\"occurredAt\":\"2018-01-01T18:19:00Z\",\"reportedAt\":\"2018-01-01T18:20:00Z\","
                        + "\"alarm\":{\"channel\":\"phone\",\"category\":\"larceny\","
                        + "\"family\":\"THEFT_ROBBERY_FRAUD\",\"crime\":true,\"calledAt\":\"2018-01-01T18:19:00Z\"}}");
    }

    @Test
    void readsWhatItPrints() throws InvalidProtocolBufferException {
        assertThat(RecordJson.parse(RecordJson.print(ALARM))).isEqualTo(ALARM);
        assertThat(RecordJson.parse(RecordJson.print(DISPUTE))).isEqualTo(DISPUTE);
    }

    @Test
    void refusesAFieldTheContractDoesNotName() {
        assertThatThrownBy(() -> RecordJson.parse("{\"recordId\":\"a/1\",\"remark\":\"x\"}"))
                .isInstanceOf(InvalidProtocolBufferException.class);
    }
}
