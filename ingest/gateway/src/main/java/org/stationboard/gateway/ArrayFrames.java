package org.stationboard.gateway;

import org.jspecify.annotations.Nullable;

/**
 * Cuts a JSON array into its objects without reading what is in them: it follows strings and brackets only. What is
 * between the objects must be a comma; anything else makes the rest unreadable.
 */
final class ArrayFrames extends RecordFrames {
    private static final String EXPECTED = "a JSON array of objects";

    private @Nullable PassedOver passing;
    private Place place = Place.BEFORE;
    private int depth;
    private boolean inString;
    private boolean escaped;

    ArrayFrames(Sink sink) {
        super(sink);
    }

    /** Where in the array the next byte stands. */
    private enum Place {
        BEFORE,
        /** After the opening bracket. */
        FIRST,
        /** After a comma. */
        NEXT,
        INSIDE,
        /** After an object. */
        BETWEEN,
        AFTER,
        LOST
    }

    @Override
    void feed(byte[] bytes) {
        int at = 0;
        while (at < bytes.length && place != Place.LOST) {
            at = place == Place.INSIDE ? inside(bytes, at) : outside(bytes, at);
        }
    }

    @Override
    void end() {
        if (place == Place.LOST || place == Place.AFTER) {
            return;
        }
        if (passing != null) {
            passing.tell(sink());
        } else if (place != Place.BEFORE || heldLength() > 0) {
            sink().unreadable(held(), 0, heldLength(), EXPECTED + ", closed");
        }
    }

    private int outside(byte[] bytes, int at) {
        byte b = bytes[at];
        if (b == ' ' || b == '\t' || b == '\r' || b == '\n') {
            return at + 1;
        }
        Place next = after(b);
        place = next;
        if (next == Place.LOST) {
            sink().unreadable(bytes, at, bytes.length - at, EXPECTED);
        } else if (next == Place.INSIDE) {
            depth = 0;
            return at;
        }
        return at + 1;
    }

    private Place after(byte b) {
        return switch (place) {
            case BEFORE -> b == '[' ? Place.FIRST : Place.LOST;
            case FIRST -> b == '{' ? Place.INSIDE : b == ']' ? Place.AFTER : Place.LOST;
            case NEXT -> b == '{' ? Place.INSIDE : Place.LOST;
            case BETWEEN -> b == ',' ? Place.NEXT : b == ']' ? Place.AFTER : Place.LOST;
            case INSIDE, AFTER, LOST -> Place.LOST;
        };
    }

    /** Takes bytes of an object up to its end, or up to the end of the piece. */
    private int inside(byte[] bytes, int from) {
        for (int at = from; at < bytes.length; at++) {
            byte b = bytes[at];
            if (inString) {
                inString = escaped || b != '"';
                escaped = !escaped && b == '\\';
            } else if (b == '"') {
                inString = true;
            } else if (b == '{' || b == '[') {
                depth++;
            } else if (b == '}' || b == ']') {
                depth--;
                if (depth == 0) {
                    take(bytes, from, at + 1 - from);
                    give();
                    return at + 1;
                }
            }
        }
        take(bytes, from, bytes.length - from);
        return bytes.length;
    }

    private void take(byte[] bytes, int from, int length) {
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

    private void give() {
        if (passing != null) {
            passing.tell(sink());
            passing = null;
        } else {
            sink().record(held(), 0, heldLength());
            letGo();
        }
        place = Place.BETWEEN;
    }
}
