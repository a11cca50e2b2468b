package org.stationboard.gateway;

import org.jspecify.annotations.Nullable;

/** Cuts at line feeds; a carriage return before one belongs to it. */
final class LineFrames extends RecordFrames {
    private @Nullable PassedOver passing;

    LineFrames(Sink sink) {
        super(sink);
    }

    @Override
    void feed(byte[] bytes) {
        int start = 0;
        for (int i = 0; i < bytes.length; i++) {
            if (bytes[i] == '\n') {
                line(bytes, start, i - start);
                start = i + 1;
            }
        }
        rest(bytes, start, bytes.length - start);
    }

    @Override
    void end() {
        line(new byte[0], 0, 0);
    }

    private void line(byte[] bytes, int from, int length) {
        if (passing == null && heldLength() == 0 && length <= LARGEST) {
            give(bytes, from, length);
            return;
        }
        rest(bytes, from, length);
        if (passing != null) {
            passing.tell(sink());
            passing = null;
        } else {
            give(held(), 0, heldLength());
        }
        letGo();
    }

    private void rest(byte[] bytes, int from, int length) {
        if (passing == null && heldLength() + length > LARGEST) {
            passing = new PassedOver();
            passing.add(held(), 0, heldLength());
            letGo();
        }
        if (passing != null) {
            passing.add(bytes, from, length);
        } else {
            hold(bytes, from, length);
        }
    }

    private void give(byte[] bytes, int from, int length) {
        int first = from;
        int end = from + length;
        while (first < end && blank(bytes[first])) {
            first++;
        }
        while (end > first && blank(bytes[end - 1])) {
            end--;
        }
        if (first < end) {
            sink().record(bytes, first, end - first);
        }
    }

    private static boolean blank(byte b) {
        return b == ' ' || b == '\t' || b == '\r';
    }
}
