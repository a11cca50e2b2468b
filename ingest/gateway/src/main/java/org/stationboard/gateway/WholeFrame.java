package org.stationboard.gateway;

import org.jspecify.annotations.Nullable;

/** Holds the body until its end. */
final class WholeFrame extends RecordFrames {
    private @Nullable PassedOver passing;

    WholeFrame(Sink sink) {
        super(sink);
    }

    @Override
    void feed(byte[] bytes) {
        if (passing == null && heldLength() + bytes.length > LARGEST) {
            passing = new PassedOver();
            passing.add(held(), 0, heldLength());
            letGo();
        }
        if (passing != null) {
            passing.add(bytes, 0, bytes.length);
        } else {
            hold(bytes, 0, bytes.length);
        }
    }

    @Override
    void end() {
        if (passing != null) {
            passing.tell(sink());
        } else if (heldLength() > 0) {
            sink().record(held(), 0, heldLength());
        }
    }
}
