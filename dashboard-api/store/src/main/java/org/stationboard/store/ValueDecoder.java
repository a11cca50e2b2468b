package org.stationboard.store;

import com.google.protobuf.InvalidProtocolBufferException;
import com.google.protobuf.Message;
import com.google.protobuf.Parser;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.stationboard.contract.Topic;
import org.stationboard.contract.v1.Figure;
import org.stationboard.contract.v1.FigureValue;
import org.stationboard.contract.v1.TickMarker;

/** Decodes values and counts those it cannot; logs their place and never their content. For the sink's thread alone. */
final class ValueDecoder {
    private static final Logger LOG = LoggerFactory.getLogger(ValueDecoder.class);

    private long undecodable;

    long undecodable() {
        return undecodable;
    }

    /** Null when it cannot be read; then it was counted. */
    <T extends Message> @Nullable T decode(
            Parser<T> parser, byte @Nullable [] bytes, Topic topic, int partition, long offset) {
        if (bytes != null) {
            try {
                return parser.parseFrom(bytes);
            } catch (InvalidProtocolBufferException notOurs) {
                LOG.debug("not a value of {}", topic.topicName(), notOurs);
            }
        }
        notUnderstood(topic.topicName(), partition, offset);
        return null;
    }

    <T extends Message> @Nullable T decode(Parser<T> parser, Topic topic, Published published) {
        return decode(parser, published.value(), topic, published.partition(), published.topicOffset());
    }

    @Nullable
    Figure figure(Topic topic, Published published) {
        FigureValue value = decode(FigureValue.parser(), topic, published);
        if (value == null) {
            return null;
        }
        if (!value.hasFigure()) {
            notUnderstood(topic.topicName(), published.partition(), published.topicOffset());
            return null;
        }
        return value.getFigure();
    }

    @Nullable
    TickMarker marker(Published published) {
        FigureValue value = decode(FigureValue.parser(), Topic.FIGURES, published);
        if (value == null) {
            return null;
        }
        if (!value.hasMarker()) {
            notUnderstood(Topic.FIGURES.topicName(), published.partition(), published.topicOffset());
            return null;
        }
        return value.getMarker();
    }

    void notUnderstood(String topic, int partition, long offset) {
        undecodable++;
        LOG.error("sink.undecodable topic={} partition={} offset={}", topic, partition, offset);
    }
}
