package org.stationboard.gateway.telemetry;

import com.google.protobuf.Timestamp;
import com.google.protobuf.util.Timestamps;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneId;
import java.util.Optional;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;
import org.stationboard.contract.Reject;
import org.stationboard.contract.v1.DeviceHealth;
import org.stationboard.contract.v1.DeviceKind;
import org.stationboard.contract.v1.Reading;
import org.stationboard.gateway.IdentityCheck;

/**
 * Decides whether a reading may be written, and completes it from the device register: a device may leave out its unit
 * and kind, never give others. A device clock may be wrong by any amount into the future, that is counted and not
 * refused; a time more than {@link #OLDEST} before its receipt belongs to no window that is still kept. Safe for use by
 * many threads.
 */
final class ReadingCheck {
    /** Seconds before its receipt that a reading may have been measured. */
    static final long OLDEST = 7 * 86_400;
    /** Seconds that a device's clock may be off without being counted. */
    static final long CLOCK_TOLERANCE = 300;

    /** Ten digits at most: neither a mobile number nor an identity card fits. */
    private static final long LARGEST = 1_000_000_000L;

    private final Supplier<DeviceRegister> register;
    private final ZoneId zone;
    private long day = Long.MIN_VALUE;
    private long dayEnds = Long.MIN_VALUE;

    ReadingCheck(Supplier<DeviceRegister> register, ZoneId zone) {
        this.register = register;
        this.zone = zone;
    }

    /**
     * Completes the reading and returns; throws the first thing that is wrong.
     *
     * @param receivedAt the gateway's clock
     * @param only where not null the one device that may speak
     * @param replay the reading's own time of receipt stands, where it has one
     */
    void complete(Reading.Builder reading, Instant receivedAt, @Nullable String only, boolean replay)
            throws ReadingRefused {
        if (!replay || !reading.hasReceivedAt()) {
            reading.setReceivedAt(Timestamp.newBuilder()
                    .setSeconds(receivedAt.getEpochSecond())
                    .setNanos(receivedAt.getNano()));
        }
        Device device = device(reading, receivedAt, only);
        if (reading.getUnitId().isEmpty()) {
            reading.setUnitId(device.unitId());
        } else if (!reading.getUnitId().equals(device.unitId())) {
            refuseIdentity(reading.getUnitId(), "unitId");
            throw new ReadingRefused(Reject.UNKNOWN_UNIT, "unitId", "the unit of the device register, or nothing");
        }
        if (reading.getKind() == DeviceKind.DEVICE_KIND_UNSPECIFIED) {
            reading.setKind(device.kind());
        } else if (reading.getKind() != device.kind()) {
            throw ReadingRefused.malformed("kind", "the kind of the device register, or nothing");
        }
        checkTime(reading);
        checkNumbers(reading);
    }

    private Device device(Reading.Builder reading, Instant receivedAt, @Nullable String only) throws ReadingRefused {
        String id = reading.getDeviceId();
        if (only != null && !only.equals(id)) {
            if (!id.isEmpty()) {
                refuseIdentity(id, "deviceId");
                throw new ReadingRefused(Reject.UNAUTHORISED, "deviceId", "the device that logged in, or nothing");
            }
            reading.setDeviceId(only);
            id = only;
        }
        Device device = register.get().on(id, dayOf(receivedAt.getEpochSecond()));
        if (device == null) {
            refuseIdentity(id, "deviceId");
            throw new ReadingRefused(Reject.UNKNOWN_DEVICE, "deviceId", "a device of the device register on this day");
        }
        return device;
    }

    private static void checkTime(Reading.Builder reading) throws ReadingRefused {
        if (!reading.hasMeasuredAt()) {
            throw ReadingRefused.malformed("measuredAt", "a time");
        }
        long measured = reading.getMeasuredAt().getSeconds();
        long received = reading.getReceivedAt().getSeconds();
        boolean sane = Timestamps.isValid(reading.getMeasuredAt()) && Timestamps.isValid(reading.getReceivedAt());
        if (!sane || received <= 0) {
            throw ReadingRefused.malformed("measuredAt", "a time of the years 1970 to 9999");
        }
        if (measured < received - OLDEST) {
            throw new ReadingRefused(Reject.IMPLAUSIBLE_DATE, "measuredAt", "at most 7 days before its receipt");
        }
    }

    private static void checkNumbers(Reading.Builder reading) throws ReadingRefused {
        require(within(reading.getCount()), "count", "-1000000000 to 1000000000");
        require(within(reading.getLevel()), "level", "-1000000000 to 1000000000");
        require(reading.getCapacity() >= 0 && reading.getCapacity() <= LARGEST, "capacity", "0 to 1000000000");
        require(reading.getSequence() >= 0 && reading.getSequence() < 10 * LARGEST, "sequence", "0 to 9999999999");
        require(reading.getHealth() != DeviceHealth.UNRECOGNIZED, "health", "a name of DeviceHealth");
        boolean known = reading.getUnknownFields().asMap().isEmpty()
                && reading.getMeasuredAt().getUnknownFields().asMap().isEmpty()
                && reading.getReceivedAt().getUnknownFields().asMap().isEmpty();
        require(known, "", "fields of the contract only");
    }

    private static boolean within(long number) {
        return -LARGEST <= number && number <= LARGEST;
    }

    private static void require(boolean holds, String field, String expected) throws ReadingRefused {
        if (!holds) {
            throw ReadingRefused.malformed(field, expected);
        }
    }

    private static void refuseIdentity(String text, String field) throws ReadingRefused {
        Optional<IdentityCheck.Kind> found = IdentityCheck.find(text);
        if (found.isPresent()) {
            throw new ReadingRefused(
                    Reject.IDENTITY_DATA,
                    field,
                    "nothing that names or follows a person; this looks like "
                            + found.get().words());
        }
    }

    /** The local day; the last one is kept, since nearly every reading is of today. */
    private synchronized long dayOf(long second) {
        if (second >= dayEnds || second < dayEnds - 86_400) {
            LocalDate local = LocalDate.ofInstant(Instant.ofEpochSecond(second), zone);
            day = local.toEpochDay();
            dayEnds = local.plusDays(1).atStartOfDay(zone).toEpochSecond();
        }
        return day;
    }
}
