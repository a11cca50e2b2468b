package org.stationboard.gateway;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import java.nio.charset.StandardCharsets;
import java.time.Instant;
import org.junit.jupiter.api.Test;
import org.stationboard.contract.RecordJson;
import org.stationboard.contract.Reject;
import org.stationboard.contract.v1.StationRecord;
import org.stationboard.testkit.Records;

class CloudEventTest {
    private static final StationRecord ALARM = Records.alarm("phone/1", "9101", Instant.parse("2026-01-01T00:00:00Z"))
            .build();
    private static final String HEAD = "{\"specversion\":\"1.0\",\"type\":\"org.stationboard.alarm.v1\","
            + "\"source\":\"/phone\",\"id\":\"e-1\",\"time\":\"2026-01-01T00:00:00Z\","
            + "\"datacontenttype\":\"application/json\",\"data\":";
    private static final String EVENT = HEAD + RecordJson.print(ALARM) + "}";

    private static StationRecord read(String json) throws RefusedException {
        byte[] bytes = json.getBytes(StandardCharsets.UTF_8);
        return CloudEvent.read(bytes, 0, bytes.length);
    }

    private static Refusal refusal(String json) {
        return catchThrowableOfType(RefusedException.class, () -> read(json)).refusal();
    }

    @Test
    void readsTheRecordInIt() throws RefusedException {
        assertThat(read(EVENT)).isEqualTo(ALARM);
        assertThat(read(EVENT.replace("\"id\":\"e-1\",", "\"id\":\"e-1\",\"traceparent\":\"00-ab\",")))
                .isEqualTo(ALARM);
    }

    @Test
    void refusesTypesThatTheContractDoesNotHave() {
        assertThat(refusal(EVENT.replace("alarm.v1", "patrol.v1")))
                .satisfies(refusal -> assertThat(refusal.reason()).isEqualTo(Reject.UNKNOWN_TYPE))
                .satisfies(refusal -> assertThat(refusal.field()).isEqualTo("type"));
        assertThat(refusal(EVENT.replace("alarm.v1", "dispute.v1")).field()).isEqualTo("data");
    }

    @Test
    void tellsAnUnknownTypeFromUnknownData() {
        String event = HEAD.replace("alarm.v1", "patrol.v1") + "{\"kilometres\":12}}";
        assertThat(refusal(event).reason()).isEqualTo(Reject.UNKNOWN_TYPE);
    }

    @Test
    void refusesEnvelopesOfAnotherForm() {
        assertThat(refusal(EVENT.replace("\"1.0\"", "\"0.3\"")).field()).isEqualTo("specversion");
        assertThat(refusal(EVENT.replace("\"id\":\"e-1\",", "")).field()).isEqualTo("id");
        assertThat(refusal(EVENT.replace("\"source\":\"/phone\",", "")).field()).isEqualTo("source");
        assertThat(refusal(EVENT.replace("application/json", "text/xml")).field())
                .isEqualTo("datacontenttype");
        assertThat(refusal(EVENT.replace("\"time\":\"2026", "\"time\":\"x")).field())
                .isEqualTo("time");
        assertThat(refusal(HEAD + "\"text\"}").field()).isEqualTo("data");
        assertThat(refusal(EVENT + "{}").reason()).isEqualTo(Reject.MALFORMED);
        assertThat(refusal("[" + EVENT + "]").reason()).isEqualTo(Reject.MALFORMED);
        assertThat(refusal(EVENT.substring(0, 100)).reason()).isEqualTo(Reject.MALFORMED);
    }

    @Test
    void refusesIdentityDataInAttributesAndTheirNames() {
        for (String value : new IdentityValues(23).all()) {
            assertThat(refusal(EVENT.replace("e-1", "e-" + value)))
                    .satisfies(refusal -> assertThat(refusal.reason()).isEqualTo(Reject.IDENTITY_DATA))
                    .satisfies(refusal -> assertThat(refusal.field()).isEqualTo("id"));
            Refusal extension = refusal(EVENT.replace("\"id\":", "\"" + value + "\":\"x\",\"id\":"));
            assertThat(extension.reason()).isEqualTo(Reject.IDENTITY_DATA);
            assertThat(extension.toString()).doesNotContain(value);
        }
    }
}
