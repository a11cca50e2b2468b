package org.stationboard.gateway;

import org.stationboard.contract.v1.StationRecord;

/** How a body carries its records. */
interface BodyForm {
    /** Cuts the body into records for the sink. */
    RecordFrames frames(RecordFrames.Sink sink);

    /** The record in the bytes; throws where they are none. */
    StationRecord read(byte[] bytes, int from, int length) throws RefusedException;

    /** Whether a record's bytes are JSON. */
    boolean json();
}
