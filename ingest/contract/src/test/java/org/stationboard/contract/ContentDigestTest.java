package org.stationboard.contract;

import static org.assertj.core.api.Assertions.assertThat;

import com.google.protobuf.util.Timestamps;
import java.nio.ByteBuffer;
import java.security.MessageDigest;
import org.junit.jupiter.api.Test;
import org.stationboard.contract.v1.StationRecord;

class ContentDigestTest {
    private final StationRecord record = RecordJsonTest.ALARM;

    @Test
    void isTheFirstEightBytesOfSha256OverTheRecord() throws Exception {
        byte[] sha = MessageDigest.getInstance("SHA-256").digest(record.toByteArray());
        assertThat(ContentDigest.of(record))
                .isEqualTo(ByteBuffer.wrap(sha, 0, 8).getLong());
    }

    @Test
    void leavesOutWhatTheGatewaySets() {
        StationRecord taken = record.toBuilder()
                .setReceivedAt(Timestamps.fromSeconds(1_600_000_000))
                .setContentDigest(99)
                .build();
        assertThat(ContentDigest.of(taken)).isEqualTo(ContentDigest.of(record));
    }

    @Test
    void changesWithEveryOtherField() {
        long before = ContentDigest.of(record);
        assertThat(ContentDigest.of(record.toBuilder().setWithdrawn(true).build()))
                .isNotEqualTo(before);
        assertThat(ContentDigest.of(record.toBuilder().setUnitId("990713").build()))
                .isNotEqualTo(before);
        assertThat(ContentDigest.of(record.toBuilder().setVersion(4).build())).isNotEqualTo(before);
    }
}
