package org.stationboard.contract;

import java.util.Arrays;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/**
 * The topics that one engine writes. Engines of several versions may run beside each other over one log, each with a set
 * of its own; the newest {@code engine} control record names the one that readers follow. Immutable.
 *
 * @param name such as {@code v5}: v, a digit, then lower-case letters, digits and dots; empty for the set a log was
 *     begun with
 */
public record EngineSet(String name) {
    /** No topic's own name ends like that: the sets cannot run into each other. */
    private static final Pattern FORM = Pattern.compile("|v[0-9][a-z0-9.]{0,18}");

    /** The set a log was begun with: its topics and its application have the plain names. */
    public static final EngineSet FIRST = new EngineSet("");

    private static final Map<String, Topic> BY_NAME =
            Arrays.stream(Topic.values()).collect(Collectors.toUnmodifiableMap(Topic::topicName, Function.identity()));

    public EngineSet {
        if (!FORM.matcher(name).matches()) {
            throw new IllegalArgumentException(
                    "engine set: " + name + " (expected: v, a digit, at most 18 of a-z, 0-9 and dot)");
        }
    }

    /** The topic's name at the broker in this set; topics that no engine writes have one name in every set. */
    public String topicName(Topic topic) {
        return topic.ofEngine() ? with(topic.topicName()) : topic.topicName();
    }

    /** Which topic of this set, or of none, has that name at the broker; empty for those of other sets. */
    public Optional<Topic> topic(String topicName) {
        String suffix = with("");
        String plain =
                topicName.endsWith(suffix) ? topicName.substring(0, topicName.length() - suffix.length()) : topicName;
        return Optional.ofNullable(BY_NAME.get(plain))
                .filter(topic -> topicName(topic).equals(topicName));
    }

    /** The id of the streams application that writes this set. */
    public String applicationId(String base) {
        return with(base);
    }

    /** As a person reads it. */
    @Override
    public String toString() {
        return name.isEmpty() ? "the first set" : "set " + name;
    }

    private String with(String base) {
        return name.isEmpty() ? base : base + '-' + name;
    }
}
