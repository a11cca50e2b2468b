package org.stationboard.streams.verify;

import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.common.header.Header;
import org.jspecify.annotations.Nullable;
import org.stationboard.contract.Position;
import org.stationboard.contract.Topic;

/**
 * Compares one partition of one topic with the recomputed values, both read once and in order, group by group: a group
 * is what one record of the log led to. What was found must be the recomputed values in their order; of a compacted topic
 * some may be gone, if a newer one of their key stands. One thread.
 */
final class TopicCheck implements AutoCloseable {
    private final Place place;
    private final PartitionReader found;
    private final Findings findings;
    private final String where;
    private final List<Expected> group = new ArrayList<>();
    /** Of a compacted topic: the newest recomputed value of each key of which the topic has shown an older one or none. */
    private final Map<String, Expected> missing = new HashMap<>();

    private long groupOffset = -1;
    /** Whether the topic's first value was met: before it retention may have taken any. */
    private boolean begun;

    private long equal;
    private long newer;

    /**
     * What is compared.
     *
     * @param newerFrom values that rest on records from this offset on are too new to be judged
     */
    record Place(Topic topic, int partition, boolean compacted, long newerFrom) {}

    /** A recomputed value in the bytes it must have. */
    private static final class Expected {
        private final String key;
        private final byte[] value;

        Expected(String key, byte[] value) {
            this.key = key;
            this.value = value;
        }

        String key() {
            return key;
        }

        byte[] value() {
            return value;
        }
    }

    TopicCheck(Place place, PartitionReader found, Findings findings) {
        this.place = place;
        this.found = found;
        this.findings = findings;
        this.where = "topic " + place.topic().topicName();
        this.begun = found.begin() == 0;
    }

    void computed(Computed value) {
        if (value.offset() != groupOffset) {
            compareGroup();
            groupOffset = value.offset();
        }
        group.add(new Expected(value.key(), value.value().toByteArray()));
    }

    void end() {
        compareGroup();
        for (ConsumerRecord<byte[], byte[]> rest = found.next(); rest != null; rest = found.next()) {
            if (offset(rest) >= place.newerFrom()) {
                newer++;
                missing.remove(key(rest));
            } else {
                unexpected(rest, null);
            }
        }
        missing.values().forEach(this::absent);
        findings.equal(where, equal);
        findings.newer(where, newer);
    }

    private void compareGroup() {
        List<ConsumerRecord<byte[], byte[]>> there = foundOfGroup();
        List<Expected> left = new ArrayList<>();
        List<ConsumerRecord<byte[], byte[]>> strange = new ArrayList<>();
        int next = 0;
        for (ConsumerRecord<byte[], byte[]> value : there) {
            int at = indexOf(value, next);
            if (at < 0) {
                strange.add(value);
                continue;
            }
            if (begun || next > 0) {
                left.addAll(group.subList(next, at));
            }
            begun = true;
            equal++;
            missing.remove(group.get(at).key());
            next = at + 1;
        }
        if (begun) {
            left.addAll(group.subList(next, group.size()));
        }
        for (ConsumerRecord<byte[], byte[]> value : strange) {
            unexpected(value, take(left, key(value)));
        }
        left.forEach(place.compacted() ? expected -> missing.put(expected.key(), expected) : this::absent);
        dropOvertaken(there);
        group.clear();
    }

    /** A value that is there for a key makes the older ones of its group dispensable. */
    private void dropOvertaken(List<ConsumerRecord<byte[], byte[]>> there) {
        if (!place.compacted() || there.isEmpty() || missing.isEmpty()) {
            return;
        }
        Map<String, byte[]> newest = new HashMap<>();
        for (Expected expected : group) {
            newest.put(expected.key(), expected.value());
        }
        for (ConsumerRecord<byte[], byte[]> value : there) {
            if (Arrays.equals(newest.get(key(value)), value.value())) {
                missing.remove(key(value));
            }
        }
    }

    /** What the topic has of this group; what should have stood before it stands out of place. */
    private List<ConsumerRecord<byte[], byte[]>> foundOfGroup() {
        List<ConsumerRecord<byte[], byte[]>> there = new ArrayList<>();
        for (ConsumerRecord<byte[], byte[]> head = found.peek();
                head != null && offset(head) <= groupOffset;
                head = found.peek()) {
            if (offset(head) == groupOffset) {
                there.add(head);
            } else {
                unexpected(head, null);
            }
            found.next();
        }
        return there;
    }

    private int indexOf(ConsumerRecord<byte[], byte[]> value, int from) {
        String key = key(value);
        for (int at = from; at < group.size(); at++) {
            Expected expected = group.get(at);
            if (expected.key().equals(key) && Arrays.equals(expected.value(), value.value())) {
                return at;
            }
        }
        return -1;
    }

    private static @Nullable Expected take(List<Expected> left, String key) {
        for (int at = left.size() - 1; at >= 0; at--) {
            if (left.get(at).key().equals(key)) {
                return left.remove(at);
            }
        }
        return null;
    }

    private void unexpected(ConsumerRecord<byte[], byte[]> value, @Nullable Expected expected) {
        String right = expected == null ? Difference.NOTHING : Difference.text(place.topic(), expected.value());
        String what = Difference.text(place.topic(), value.value());
        findings.different(
                new Difference(where, place.partition(), key(value), right, what + " at offset " + value.offset()));
    }

    private void absent(Expected expected) {
        String right = Difference.text(place.topic(), expected.value());
        findings.different(new Difference(where, place.partition(), expected.key(), right, Difference.NOTHING));
    }

    private static String key(ConsumerRecord<byte[], byte[]> value) {
        return value.key() == null ? "" : new String(value.key(), StandardCharsets.UTF_8);
    }

    /** Offset of the record that led to the value, or -1 of a value that does not say. */
    static long offset(ConsumerRecord<byte[], byte[]> value) {
        Header header = value.headers().lastHeader(Position.HEADER);
        Position position = header == null ? null : Position.of(header.value());
        return position == null ? -1 : position.offset();
    }

    @Override
    public void close() {
        found.close();
    }
}
