package org.stationboard.gateway;

import org.jspecify.annotations.Nullable;

/** Cuts at the lengths that stand before each record. A length that is none makes the rest unreadable. */
final class DelimitedFrames extends RecordFrames {
    private static final int LONGEST_LENGTH = 5;

    private @Nullable PassedOver passing;
    /** Bytes of the record that are still to come; of no meaning while its length is being read. */
    private long missing;

    private boolean inRecord;
    private long length;
    private int lengthBytes;
    private boolean lost;

    DelimitedFrames(Sink sink) {
        super(sink);
    }

    @Override
    void feed(byte[] bytes) {
        int at = 0;
        while (at < bytes.length && !lost) {
            at = inRecord ? takeRecord(bytes, at) : takeLength(bytes, at);
        }
    }

    @Override
    void end() {
        if (passing != null) {
            passing.tell(sink());
        } else if (inRecord || lengthBytes > 0) {
            sink().unreadable(held(), 0, heldLength(), "a whole record behind its length");
        }
    }

    private int takeLength(byte[] bytes, int at) {
        byte b = bytes[at];
        length |= (long) (b & 0x7f) << (7 * lengthBytes++);
        if (b < 0) {
            if (lengthBytes == LONGEST_LENGTH) {
                lost = true;
                lengthBytes = 0;
                sink().unreadable(bytes, at, bytes.length - at, "a length of at most 5 bytes before each record");
            }
            return at + 1;
        }
        missing = length;
        inRecord = true;
        length = 0;
        lengthBytes = 0;
        if (missing > LARGEST) {
            passing = new PassedOver();
        } else if (missing == 0) {
            inRecord = false;
            sink().record(bytes, at, 0);
        }
        return at + 1;
    }

    private int takeRecord(byte[] bytes, int at) {
        int here = (int) Math.min(missing, bytes.length - at);
        missing -= here;
        if (passing != null) {
            passing.add(bytes, at, here);
        } else if (missing > 0 || heldLength() > 0) {
            hold(bytes, at, here);
        }
        if (missing == 0) {
            inRecord = false;
            give(bytes, at, here);
        }
        return at + here;
    }

    private void give(byte[] bytes, int at, int here) {
        if (passing != null) {
            passing.tell(sink());
            passing = null;
        } else if (heldLength() > 0) {
            sink().record(held(), 0, heldLength());
            letGo();
        } else {
            sink().record(bytes, at, here);
        }
    }
}
