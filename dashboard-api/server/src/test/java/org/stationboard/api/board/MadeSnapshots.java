package org.stationboard.api.board;

import java.time.Instant;
import java.util.Map;

/** Boards of a made-up unit for tests of what carries them. */
public final class MadeSnapshots {
    private MadeSnapshots() {}

    /** Frame {@code id}: calls changed in it, and have so many characters; disputes changed last in frame {@code disputesId}. */
    public static BoardSnapshot of(long id, int characters, long disputesId) {
        FrameHead head = new FrameHead(id, Instant.EPOCH.toString(), "wall", null, null, null, null, false);
        return new BoardSnapshot(
                head,
                "\"unit\":{}",
                Map.of(
                        Section.CALLS,
                        new BoardSnapshot.Part(id, "\"" + "c".repeat(characters) + "\""),
                        Section.DISPUTES,
                        new BoardSnapshot.Part(disputesId, Long.toString(disputesId))));
    }
}
