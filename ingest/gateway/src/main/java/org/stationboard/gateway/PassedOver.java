package org.stationboard.gateway;

import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;

/** Digest and size of a record too large to hold, gathered as it goes by. One record, one thread at a time. */
final class PassedOver {
    private final MessageDigest sha256 = sha256();
    private long size;

    static MessageDigest sha256() {
        try {
            return MessageDigest.getInstance("SHA-256");
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("SHA-256: absent (expected: every Java platform has it)", e);
        }
    }

    void add(byte[] bytes, int from, int length) {
        sha256.update(bytes, from, length);
        size += length;
    }

    void tell(RecordFrames.Sink sink) {
        sink.tooLarge(sha256.digest(), size);
    }
}
