package org.stationboard.allinone;

import java.time.Duration;
import org.stationboard.contract.v1.StationRecord;

/**
 * How the demo plays a recorded source.
 *
 * @param end epoch seconds of its time that are brought to the demo's anchor, or up to a week after it
 * @param layers how often it is laid over itself, each a week after the one before
 * @param history how far back from the anchor it reaches, at most
 */
record DemoSource(RecordedSource recorded, long end, int layers, Duration history) {
    /** Real records: laid over themselves four times, as far back as the demo goes. */
    static DemoSource real(RecordedSource recorded) {
        return new DemoSource(recorded, recorded.end(), DemoTimeline.LAYERS, DemoTimeline.HISTORY);
    }

    /** Made-up records about those of a real source: played at its times, over its own layers. */
    static DemoSource beside(DemoSource real, RecordedSource about, Duration history) {
        return new DemoSource(about, real.end(), real.layers(), history);
    }

    StationRecord version(int place) {
        return recorded.version(place);
    }
}
