package org.stationboard.gateway;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import com.google.protobuf.Descriptors.Descriptor;
import com.google.protobuf.Descriptors.EnumValueDescriptor;
import com.google.protobuf.Descriptors.FieldDescriptor;
import com.google.protobuf.Message;
import com.google.protobuf.Timestamp;
import com.google.protobuf.util.JsonFormat;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;
import org.stationboard.contract.RecordJson;
import org.stationboard.contract.Reject;
import org.stationboard.contract.v1.StationRecord;

class RecordReaderTest {
    private static final SplittableRandom RANDOM = new SplittableRandom(11);

    static StationRecord read(String json) throws RefusedException {
        byte[] bytes = ("##" + json + "##").getBytes(StandardCharsets.UTF_8);
        return RecordReader.read(bytes, 2, bytes.length - 4);
    }

    private static Refusal refusal(String json) {
        return catchThrowableOfType(RefusedException.class, () -> read(json)).refusal();
    }

    /** Any record that the contract allows, fields set at random. */
    static Message random(Message.Builder builder, int depth) {
        Descriptor type = builder.getDescriptorForType();
        for (FieldDescriptor field : type.getFields()) {
            boolean wanted = RANDOM.nextInt(3) > 0 && depth < 4;
            if (field.isRepeated()) {
                for (int i = RANDOM.nextInt(3); wanted && i > 0; i--) {
                    builder.addRepeatedField(field, value(builder, field, depth));
                }
            } else if (wanted) {
                builder.setField(field, value(builder, field, depth));
            }
        }
        return builder.build();
    }

    private static Object value(Message.Builder builder, FieldDescriptor field, int depth) {
        return switch (field.getType()) {
            case STRING -> "s\u4e2d\"\\\n" + RANDOM.nextInt(1_000);
            case BOOL -> RANDOM.nextBoolean();
            case INT64, FIXED64 -> RANDOM.nextLong();
            case INT32 -> RANDOM.nextInt();
            case ENUM -> {
                List<EnumValueDescriptor> values = field.getEnumType().getValues();
                yield values.get(RANDOM.nextInt(values.size()));
            }
            case MESSAGE ->
                field.getMessageType().equals(Timestamp.getDescriptor())
                        ? Timestamp.newBuilder()
                                .setSeconds(RANDOM.nextLong(0, 4_000_000_000L))
                                .setNanos(RANDOM.nextInt(10) == 0 ? RANDOM.nextInt(1_000) * 1_000_000 : 0)
                                .build()
                        : random(builder.newBuilderForField(field), depth + 1);
            default -> throw new IllegalStateException(field.getFullName());
        };
    }

    @Test
    void readsEveryRecordAsProtobufsOwnParserDoes() throws Exception {
        JsonFormat.Printer spread =
                JsonFormat.printer().preservingProtoFieldNames().alwaysPrintFieldsWithNoPresence();
        for (int i = 0; i < 3_000; i++) {
            StationRecord record = (StationRecord) random(StationRecord.newBuilder(), 0);
            String json = RecordJson.print(record);
            assertThat(read(json)).isEqualTo(record).isEqualTo(RecordJson.parse(json));
            assertThat(read(spread.print(record))).isEqualTo(record);
        }
    }

    @Test
    void acceptsNumbersAsNumbersAndNullAsAbsent() throws Exception {
        StationRecord record = read("{\"version\":7,\"unitId\":null,\"alarm\":{\"family\":7,\"priority\":\"2\"}}");
        assertThat(record)
                .isEqualTo(RecordJson.parse(
                        "{\"version\":7,\"unitId\":null,\"alarm\":{\"family\":7,\"priority\":\"2\"}}"));
    }

    @Test
    void namesTheFieldThatIsWrong() {
        assertThat(refusal("{\"alarm\":{\"calledAt\":\"yesterday\"}}").field()).isEqualTo("alarm.calledAt");
        assertThat(refusal("{\"alarm\":{\"family\":\"MUSIC\"}}").field()).isEqualTo("alarm.family");
        assertThat(refusal("{\"dispute\":{\"attempts\":[{},{\"outcome\":1.5}]}}")
                        .field())
                .isEqualTo("dispute.attempts[1].outcome");
        assertThat(refusal("{\"version\":99999999999999999999}").field()).isEqualTo("version");
        assertThat(refusal("{\"recordId\":5}").field()).isEqualTo("recordId");
        assertThat(refusal("{\"withdrawn\":\"true\"}").field()).isEqualTo("withdrawn");
    }

    @Test
    void refusesWhatIsNotOneRecord() {
        for (String json :
                List.of("", "[]", "5", "{", "{\"version\":1}{}", "{\"version\":1} x", "nonsense", "{'a':1}")) {
            assertThat(refusal(json).reason()).as(json).isEqualTo(Reject.MALFORMED);
        }
    }

    @Test
    void refusesUnknownFieldsAndFieldsGivenTwice() {
        assertThat(refusal("{\"remark\":\"x\"}").reason()).isEqualTo(Reject.MALFORMED);
        assertThat(refusal("{\"alarm\":{\"remark\":{}}}"))
                .isEqualTo(new Refusal(Reject.MALFORMED, "alarm", "fields of the contract only"));
        assertThat(refusal("{\"recordId\":\"a/1\",\"recordId\":\"a/2\"}").field())
                .isEqualTo("recordId");
        assertThat(refusal("{\"recordId\":\"a/1\",\"record_id\":\"a/2\"}").field())
                .isEqualTo("recordId");
        assertThat(refusal("{\"alarm\":{},\"dispute\":{}}").field()).isEqualTo("dispute");
    }

    @Test
    void takesAnUnknownObjectBesideTheHeadForABodyOfAnotherType() {
        assertThat(refusal("{\"recordId\":\"a/1\",\"patrol\":{\"km\":3}}").reason())
                .isEqualTo(Reject.UNKNOWN_TYPE);
    }
}
