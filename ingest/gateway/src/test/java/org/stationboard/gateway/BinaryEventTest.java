package org.stationboard.gateway;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.stationboard.contract.RecordJson;
import org.stationboard.contract.Reject;
import org.stationboard.contract.v1.StationRecord;
import org.stationboard.testkit.Records;

class BinaryEventTest {
    private static final StationRecord ALARM = Records.alarm("phone/1", "9101", Instant.parse("2026-01-01T00:00:00Z"))
            .build();
    private static final List<Map.Entry<String, String>> HEADERS = List.of(
            Map.entry("content-type", "application/json"),
            Map.entry("CE-SpecVersion", "1.0"),
            Map.entry("ce-type", "org.stationboard.alarm.v1"),
            Map.entry("ce-source", "/phone"),
            Map.entry("ce-id", "e-1"),
            Map.entry("ce-time", "2026-01-01T00:00:00Z"));

    private static BodyForm event(List<Map.Entry<String, String>> headers, RecordForm data) {
        return BinaryEvent.of(headers, Optional.of(data)).orElseThrow();
    }

    private static StationRecord read(BodyForm event, byte[] bytes) throws RefusedException {
        return event.read(bytes, 0, bytes.length);
    }

    private static byte[] json() {
        return RecordJson.print(ALARM).getBytes(StandardCharsets.UTF_8);
    }

    private static List<Map.Entry<String, String>> with(String name, String value) {
        List<Map.Entry<String, String>> headers = new ArrayList<>(HEADERS);
        headers.removeIf(header -> header.getKey().equalsIgnoreCase(name));
        headers.add(Map.entry(name, value));
        return headers;
    }

    private static Refusal refusal(List<Map.Entry<String, String>> headers) {
        return catchThrowableOfType(RefusedException.class, () -> read(event(headers, RecordForm.JSON), json()))
                .refusal();
    }

    @Test
    void readsARecordInJsonOrProtobuf() throws RefusedException {
        assertThat(read(event(HEADERS, RecordForm.JSON), json())).isEqualTo(ALARM);
        assertThat(read(event(HEADERS, RecordForm.PROTOBUF), ALARM.toByteArray()))
                .isEqualTo(ALARM);
        assertThat(event(HEADERS, RecordForm.PROTOBUF).json()).isFalse();
    }

    @Test
    void isMarkedByItsHeaders() {
        assertThat(BinaryEvent.marks("CE-id")).isTrue();
        assertThat(BinaryEvent.marks("cookie")).isFalse();
        assertThat(BinaryEvent.of(HEADERS, Optional.of(RecordForm.NDJSON))).isEmpty();
        assertThat(BinaryEvent.of(HEADERS, Optional.empty())).isEmpty();
    }

    @Test
    void refusesAttributesOfAnotherForm() {
        assertThat(refusal(with("ce-type", "org.stationboard.patrol.v1")).reason())
                .isEqualTo(Reject.UNKNOWN_TYPE);
        assertThat(refusal(with("ce-type", "org.stationboard.case.v1")).field()).isEqualTo("data");
        assertThat(refusal(with("ce-specversion", "0.3")).field()).isEqualTo("specversion");
        assertThat(refusal(with("ce-id", "")).field()).isEqualTo("id");
        assertThat(refusal(with("ce-time", "yesterday")).field()).isEqualTo("time");
    }

    @Test
    void findsIdentityDataAlsoWhereItIsPercentEncoded() {
        for (String value : new IdentityValues(29).all()) {
            String encoded = URLEncoder.encode(value, StandardCharsets.UTF_8);
            StringBuilder all = new StringBuilder();
            for (byte b : value.getBytes(StandardCharsets.UTF_8)) {
                all.append(String.format("%%%02X", b));
            }
            for (String sent : List.of(value, encoded, all.toString())) {
                assertThat(refusal(with("ce-id", sent)).reason()).isEqualTo(Reject.IDENTITY_DATA);
                assertThat(refusal(with("ce-officer", sent)).toString()).doesNotContain(value);
            }
        }
        assertThat(refusal(with("ce-type", "100%")).field()).isEqualTo("type");
    }
}
