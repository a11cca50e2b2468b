package org.stationboard.store;

import java.util.Arrays;
import org.jspecify.annotations.Nullable;

/** A Kafka key that can be looked up: equal when its bytes are. */
final class ByteKey {
    private final byte[] bytes;
    private final int hash;

    ByteKey(byte[] bytes) {
        this.bytes = bytes;
        this.hash = Arrays.hashCode(bytes);
    }

    @Override
    public boolean equals(@Nullable Object other) {
        return other instanceof ByteKey byteKey && Arrays.equals(bytes, byteKey.bytes);
    }

    @Override
    public int hashCode() {
        return hash;
    }
}
