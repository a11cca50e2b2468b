package org.stationboard.contract;

import com.google.protobuf.CodedOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import org.stationboard.contract.v1.StationRecord;

/**
 * The digest that breaks a tie between two contents of one record version: the first 8 bytes, big-endian, of SHA-256
 * over the record's deterministic Protobuf bytes without {@code received_at} and {@code content_digest}. Compare as
 * unsigned. Safe for use by many threads.
 */
public final class ContentDigest {
    private ContentDigest() {}

    /** The digest of a record, whatever its two excluded fields hold. */
    public static long of(StationRecord record) {
        StationRecord mapped = record.hasReceivedAt() || record.getContentDigest() != 0
                ? record.toBuilder().clearReceivedAt().clearContentDigest().build()
                : record;
        return ByteBuffer.wrap(sha256().digest(deterministic(mapped))).getLong();
    }

    private static byte[] deterministic(StationRecord record) {
        byte[] bytes = new byte[record.getSerializedSize()];
        CodedOutputStream out = CodedOutputStream.newInstance(bytes);
        out.useDeterministicSerialization();
        try {
            record.writeTo(out);
        } catch (IOException e) {
            throw new UncheckedIOException("a byte array of the record's own size cannot overflow", e);
        }
        return bytes;
    }

    private static MessageDigest sha256() {
        try {
            return MessageDigest.getInstance("SHA-256");
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("SHA-256: absent (expected: every Java platform has it)", e);
        }
    }
}
