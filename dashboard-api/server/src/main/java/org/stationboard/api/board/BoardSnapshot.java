package org.stationboard.api.board;

import io.vertx.core.buffer.Buffer;
import java.util.EnumMap;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.stream.Collectors;
import org.stationboard.api.http.Json;

/**
 * A unit's board at one frame, ready to be sent: every client of the unit shares its encoded frames. Immutable but for
 * what it remembers; thread-safe.
 */
public final class BoardSnapshot {
    private final FrameHead head;
    private final String headText;
    private final String preamble;
    private final Map<Section, Part> parts;
    private final Map<Long, Buffer> frames = new ConcurrentHashMap<>();

    /**
     * A section's JSON.
     *
     * @param changedAt id of the frame at which it became what it is
     */
    record Part(long changedAt, String text) {}

    /** With the board's fields before the frame as {@code preamble}, {@code "unit":…,"limits":…}. */
    BoardSnapshot(FrameHead head, String preamble, Map<Section, Part> parts) {
        this.head = head;
        this.headText = Json.text(head);
        this.preamble = preamble;
        this.parts = new EnumMap<>(parts);
    }

    /** Id of the frame. */
    public long id() {
        return head.id();
    }

    FrameHead head() {
        return head;
    }

    Map<Section, Part> parts() {
        return parts;
    }

    /** The whole board as the API answers it. */
    public String board() {
        return "{" + preamble + ",\"frame\":" + headText + ",\"sections\":" + sections(Long.MIN_VALUE) + "}";
    }

    /**
     * The event for a client whose last frame was that one: with every section that changed since. The same buffer for
     * all who ask the same; it must not be written to.
     */
    public Buffer eventAfter(long frameId) {
        // A frame that is still to come was not ours (the clock went back): such a client gets everything.
        long after = frameId > head.id() ? Long.MIN_VALUE : frameId;
        return frames.computeIfAbsent(after, this::encode);
    }

    private Buffer encode(long after) {
        String fields = headText.substring(0, headText.length() - 1);
        return Buffer.buffer(
                "id: " + head.id() + "\nevent: frame\ndata: " + fields + ",\"sections\":" + sections(after) + "}\n\n");
    }

    private String sections(long after) {
        return parts.entrySet().stream()
                .filter(part -> part.getValue().changedAt() > after)
                .map(part ->
                        "\"" + part.getKey().key() + "\":" + part.getValue().text())
                .collect(Collectors.joining(",", "{", "}"));
    }
}
