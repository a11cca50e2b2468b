package org.stationboard.gateway;

import java.util.Arrays;

/**
 * Cuts a body into records as it arrives, whatever the pieces it comes in. A record longer than {@link #LARGEST} is passed
 * over and only its digest and size are told. One body, one thread at a time.
 */
abstract class RecordFrames {
    /** Most bytes of one record. */
    static final int LARGEST = 64 * 1024;

    private final Sink sink;
    private byte[] held = new byte[4 * 1024];
    private int heldLength;

    RecordFrames(Sink sink) {
        this.sink = sink;
    }

    /** What a body is cut into. The bytes are lent for the call only. */
    interface Sink {
        void record(byte[] bytes, int from, int length);

        /** A record that was passed over. */
        void tooLarge(byte[] sha256, long size);

        /** Bytes that cannot be cut into records. */
        void unreadable(byte[] bytes, int from, int length, String expected);
    }

    /** One JSON object a line; blank lines are no records. */
    static RecordFrames lines(Sink sink) {
        return new LineFrames(sink);
    }

    /** The whole body is one record. */
    static RecordFrames whole(Sink sink) {
        return new WholeFrame(sink);
    }

    /** The whole body is one JSON array, each object in it a record. */
    static RecordFrames array(Sink sink) {
        return new ArrayFrames(sink);
    }

    /** Each record behind its length as a Protobuf varint. */
    static RecordFrames delimited(Sink sink) {
        return new DelimitedFrames(sink);
    }

    /** Takes the next piece. */
    abstract void feed(byte[] bytes);

    /** The body has ended. */
    abstract void end();

    final Sink sink() {
        return sink;
    }

    final void hold(byte[] bytes, int from, int length) {
        if (heldLength + length > held.length) {
            held = Arrays.copyOf(held, Math.max(held.length * 2, heldLength + length));
        }
        System.arraycopy(bytes, from, held, heldLength, length);
        heldLength += length;
    }

    final int heldLength() {
        return heldLength;
    }

    final byte[] held() {
        return held;
    }

    final void letGo() {
        heldLength = 0;
    }
}
