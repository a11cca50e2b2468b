package org.stationboard.streams.verify;

import com.google.protobuf.ByteString;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;
import org.stationboard.contract.Topic;

/**
 * Where two engines differ, by what it is about: a figure's indicator, a verdict's or an alert's standard, a feed. One
 * thread.
 */
public final class SetsDifferences {
    /** So many examples are kept of each subject. */
    private static final int MOST_EXAMPLES = 3;

    private final Map<String, Subject> subjects = new TreeMap<>();

    /**
     * How one indicator, standard or feed compares.
     *
     * @param name such as {@code figures alarms} or {@code verdicts-now N02}
     * @param equal values that both have alike
     * @param different values that both have and that differ
     * @param followedOnly values that the engine has that readers follow, and the candidate has not
     * @param candidateOnly the other way round
     * @param units how many units are concerned
     */
    public record Line(
            String name,
            long equal,
            long different,
            long followedOnly,
            long candidateOnly,
            int units,
            List<Example> examples) {
        public Line {
            examples = List.copyOf(examples);
        }

        /** Values that are not alike. */
        public long differing() {
            return different + followedOnly + candidateOnly;
        }
    }

    /** One value that is not alike, as text; {@link Difference#NOTHING} where a set has none. */
    public record Example(String key, String followed, String candidate) {}

    private static final class Subject {
        private long equal;
        private long different;
        private long followedOnly;
        private long candidateOnly;
        private final Set<String> units = new HashSet<>();
        private final List<Example> examples = new ArrayList<>();
    }

    void take(Topic topic, String key, @Nullable ByteString followed, @Nullable ByteString candidate) {
        String[] parts = key.split("\\|", -1);
        Subject subject = subjects.computeIfAbsent(topic.topicName() + ' ' + parts[1], absent -> new Subject());
        if (followed != null && followed.equals(candidate)) {
            subject.equal++;
            return;
        }
        if (followed == null) {
            subject.candidateOnly++;
        } else if (candidate == null) {
            subject.followedOnly++;
        } else {
            subject.different++;
        }
        // A feed's key ends with the log key that hears it.
        subject.units.add(topic == Topic.FEEDS ? parts[2] : parts[0]);
        if (subject.examples.size() < MOST_EXAMPLES) {
            subject.examples.add(new Example(key, text(topic, followed), text(topic, candidate)));
        }
    }

    private static String text(Topic topic, @Nullable ByteString value) {
        if (value == null) {
            return Difference.NOTHING;
        }
        boolean figure = topic == Topic.FIGURES || topic == Topic.FIGURES_MINUTE;
        return figure ? Difference.figure(value) : Difference.text(topic, value.toByteArray());
    }

    /** Every indicator, standard and feed that either set speaks of, those of figures first by name. */
    public List<Line> lines() {
        return subjects.entrySet().stream()
                .map(entry -> {
                    Subject subject = entry.getValue();
                    return new Line(
                            entry.getKey(),
                            subject.equal,
                            subject.different,
                            subject.followedOnly,
                            subject.candidateOnly,
                            subject.units.size(),
                            subject.examples);
                })
                .toList();
    }

    /** Values that are not alike, in all. */
    public long count() {
        return lines().stream().mapToLong(Line::differing).sum();
    }

    /** Values that are alike, in all. */
    public long equal() {
        return lines().stream().mapToLong(Line::equal).sum();
    }
}
