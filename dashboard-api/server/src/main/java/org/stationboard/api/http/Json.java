package org.stationboard.api.http;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.json.JsonMapper;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.time.Instant;
import java.time.LocalDate;
import java.time.temporal.ChronoUnit;
import java.util.HexFormat;
import java.util.OptionalLong;
import org.jspecify.annotations.Nullable;

/** The API's JSON: compact, times as RFC 3339 in UTC, local days as YYYY-MM-DD, none as null. */
public final class Json {
    private static final JsonMapper MAPPER = JsonMapper.builder().build();

    private Json() {}

    /** A record of the API as JSON text. */
    public static String text(Object value) {
        try {
            return MAPPER.writeValueAsString(value);
        } catch (JsonProcessingException e) {
            throw new IllegalStateException("not writable as JSON: " + value.getClass(), e);
        }
    }

    /** The same text in UTF-8. */
    public static byte[] bytes(Object value) {
        try {
            return MAPPER.writeValueAsBytes(value);
        } catch (JsonProcessingException e) {
            throw new IllegalStateException("not writable as JSON: " + value.getClass(), e);
        }
    }

    /** Names bytes by their content: the first sixteen of their SHA-256, in hexadecimal. */
    public static String digest(byte[] bytes) {
        try {
            byte[] digest = MessageDigest.getInstance("SHA-256").digest(bytes);
            return HexFormat.of().formatHex(digest, 0, 16);
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("SHA-256: absent (expected: in every Java)", e);
        }
    }

    /** The time, to the second. */
    public static String time(Instant at) {
        return at.truncatedTo(ChronoUnit.SECONDS).toString();
    }

    /** The instant at which the epoch minute begins. */
    public static String minute(long epochMinute) {
        return Instant.ofEpochSecond(epochMinute * 60).toString();
    }

    /** The epoch minute's beginning; null where there is none. */
    public static @Nullable String minute(OptionalLong epochMinute) {
        return epochMinute.isPresent() ? minute(epochMinute.getAsLong()) : null;
    }

    /** The local day of an epoch day. */
    public static String day(long epochDay) {
        return LocalDate.ofEpochDay(epochDay).toString();
    }
}
