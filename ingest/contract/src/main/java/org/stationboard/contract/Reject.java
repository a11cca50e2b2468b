package org.stationboard.contract;

/** Why the gateway refused a record. Travels from the refusal to the answer, the metric's tag and the quarantine. */
public enum Reject {
    /** Not readable as a record, or a required field is absent or of the wrong form. */
    MALFORMED(false),
    /** The unit is not in the register on the day the record happened. */
    UNKNOWN_UNIT(true),
    /** Of a reading: the device is not in the device register on the day it was received. */
    UNKNOWN_DEVICE(false),
    /** The event type or body is not one of the contract. */
    UNKNOWN_TYPE(true),
    /** A string holds what looks like an identity card, mobile number, MAC address or plate. */
    IDENTITY_DATA(false),
    /** More than five minutes ahead of the machine's clock. */
    FUTURE_DATED(true),
    /** Before 2000, or before the unit existed. */
    IMPLAUSIBLE_DATE(true),
    /** A record of more than 64 KiB or a body of more than 16 MiB. */
    TOO_LARGE(false),
    /** The sender may not send this. */
    UNAUTHORISED(false),
    /** Our own fault; the record may be sent again. */
    INTERNAL(false);

    private final boolean bytesKept;

    Reject(boolean bytesKept) {
        this.bytesKept = bytesKept;
    }

    /** Whether the quarantine keeps the bytes, so that the record can be sent again once the cause is mended. */
    public boolean bytesKept() {
        return bytesKept;
    }
}
