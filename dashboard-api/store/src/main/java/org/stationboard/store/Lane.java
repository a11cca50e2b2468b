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
    /**
     * At so many waiting day figures reading stops, and those that wait only for a marker go on without it: more than an
     * engine publishes between two.
     */
    static final int MOST_HELD = 25_000;
    /** Or at so many bytes of them: a feed's state is ten times a figure. */
    static final long MOST_BYTES = 4 << 20;
    /**
     * A batch takes no more of a lane, but for whole ticks, and other lanes hold no more: all lanes at once would be a
     * backlog in one transaction.
     */
    static final int MOST_RELEASED = 5_000;

    private final Topic topic;
    private final byte[] markerKey;
    private final ArrayDeque<Published> held = new ArrayDeque<>();
    private long bytes;

    Lane(Topic topic, int partition) {
        this.topic = topic;
        this.markerKey = Keys.marker(partition).getBytes(UTF_8);
    }

    void add(Published value) {
        held.add(value);
        bytes += value.key().length + value.value().length;
    }

    private Published remove() {
        Published first = held.removeFirst();
        bytes -= first.key().length + first.value().length;
        return first;
    }

    /** Whether nothing more should be read into it. */
    boolean full() {
        return held.size() >= (topic == Topic.FIGURES ? MOST_HELD : MOST_RELEASED) || bytes >= MOST_BYTES;
    }

    int size() {
        return held.size();
    }

    /** Offset in the topic of the first value that waits, or {@code position} when none does. */
    long firstOffset(long position) {
        return held.isEmpty() ? position : held.getFirst().topicOffset();
    }

    /**
     * Gives to the batch what rests on records before {@code recordsNext}, an offset of station-records.
     *
     * @return whether it could have given more
     */
    boolean release(long recordsNext, BatchBuilder batch) {
        if (topic == Topic.FIGURES) {
            return releaseFigures(recordsNext, batch);
        }
        int released = 0;
        while (!held.isEmpty() && held.getFirst().logOffset() < recordsNext) {
            if (released++ == MOST_RELEASED) {
                return true;
            }
            batch.published(topic, remove());
        }
        return false;
    }

    private boolean releaseFigures(long recordsNext, BatchBuilder batch) {
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
                if (ripe >= MOST_RELEASED) {
                    break;
                }
            }
        }
        releaseTicks(upToMarker, batch);
        if (upToMarker == 0 && ripe == held.size() && full()) {
            for (int i = 0; i < ripe; i++) {
                Published value = remove();
                batch.figure(value, batch.turnWithoutMarker(value));
            }
        }
        return upToMarker >= MOST_RELEASED;
    }

    private void releaseTicks(int values, BatchBuilder batch) {
        List<Published> ofTick = new ArrayList<>();
        for (int i = 0; i < values; i++) {
            Published value = remove();
            if (!isMarker(value)) {
                ofTick.add(value);
                continue;
            }
            int turn = batch.turnAtOrAfter(value.partition(), value.tick());
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
