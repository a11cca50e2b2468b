package org.stationboard.store;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Iterator;
import java.util.List;
import org.stationboard.contract.Keys;
import org.stationboard.contract.Topic;

/**
 * What was read from one partition of one of the engine's topics and waits for the records it rests on. Day figures
 * also wait for the marker that ends their tick, so that the database shows whole ticks. For the sink's thread alone.
 */
final class Lane {
    /** At so many waiting values reading stops; day figures that wait only for a marker go on without it. */
    static final int MOST_HELD = 25_000;

    private final Topic topic;
    private final byte[] markerKey;
    private final ArrayDeque<Published> held = new ArrayDeque<>();

    Lane(Topic topic, int partition) {
        this.topic = topic;
        this.markerKey = Keys.marker(partition).getBytes(UTF_8);
    }

    void add(Published value) {
        held.add(value);
    }

    int size() {
        return held.size();
    }

    /** Offset in the topic of the first value that waits, or {@code position} when none does. */
    long firstOffset(long position) {
        return held.isEmpty() ? position : held.getFirst().topicOffset();
    }

    /** Gives to the batch what rests on records before {@code recordsNext}, an offset of station-records. */
    void release(long recordsNext, BatchBuilder batch) {
        if (topic != Topic.FIGURES) {
            while (!held.isEmpty() && held.getFirst().logOffset() < recordsNext) {
                batch.published(topic, held.removeFirst());
            }
            return;
        }
        int ripe = 0;
        int upToMarker = 0;
        for (Iterator<Published> values = held.iterator(); values.hasNext(); ) {
            Published value = values.next();
            if (value.logOffset() >= recordsNext) {
                break;
            }
            ripe++;
            if (isMarker(value)) {
                upToMarker = ripe;
            }
        }
        releaseTicks(upToMarker, batch);
        if (ripe - upToMarker >= MOST_HELD) {
            for (int i = upToMarker; i < ripe; i++) {
                Published value = held.removeFirst();
                batch.figure(value, batch.turnWithoutMarker(value));
            }
        }
    }

    private void releaseTicks(int values, BatchBuilder batch) {
        List<Published> ofTick = new ArrayList<>();
        for (int i = 0; i < values; i++) {
            Published value = held.removeFirst();
            if (!isMarker(value)) {
                ofTick.add(value);
                continue;
            }
            int turn = batch.turnAtOrAfter(value.tick());
            for (Published figure : ofTick) {
                batch.figure(figure, turn);
            }
            ofTick.clear();
            batch.marker(value);
        }
    }

    private boolean isMarker(Published value) {
        return Arrays.equals(value.key(), markerKey);
    }
}
