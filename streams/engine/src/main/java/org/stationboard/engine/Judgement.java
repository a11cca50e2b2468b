package org.stationboard.engine;

import com.google.protobuf.InvalidProtocolBufferException;
import org.stationboard.contract.v1.AlertState;
import org.stationboard.contract.v1.Verdict;

/** What is kept of a unit and standard: the newest verdict and where the alert stands. */
record Judgement(Verdict verdict, AlertLife alert) {
    private static final int LAYOUT = 2;

    byte[] encoded() {
        return new ByteWriter(256)
                .single(LAYOUT)
                .single(alert.state().getNumber())
                .varint(alert.turns())
                .varint(alert.since())
                .varint(alert.fired())
                .raw(verdict.toByteArray())
                .bytes();
    }

    static Judgement decoded(byte[] value) {
        ByteReader reader = new ByteReader(value);
        int layout = reader.single();
        if (layout != LAYOUT) {
            throw new IllegalStateException("judgement layout: " + layout + " (expected: " + LAYOUT + ")");
        }
        AlertState state = AlertState.forNumber(reader.single());
        int turns = (int) reader.varint();
        long since = reader.varint();
        int fired = (int) reader.varint();
        try {
            return new Judgement(Verdict.parseFrom(reader.rest()), new AlertLife(state, turns, since, fired));
        } catch (InvalidProtocolBufferException damaged) {
            throw new IllegalStateException("judgement: damaged (expected: as it was written)", damaged);
        }
    }
}
