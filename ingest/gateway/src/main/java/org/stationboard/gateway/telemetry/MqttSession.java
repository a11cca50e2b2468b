package org.stationboard.gateway.telemetry;

import io.netty.handler.codec.TooLongFrameException;
import io.netty.handler.codec.mqtt.MqttProperties;
import io.netty.handler.codec.mqtt.MqttQoS;
import io.vertx.core.Context;
import io.vertx.core.Vertx;
import io.vertx.mqtt.MqttEndpoint;
import io.vertx.mqtt.messages.MqttPublishMessage;
import io.vertx.mqtt.messages.MqttSubscribeMessage;
import io.vertx.mqtt.messages.codes.MqttDisconnectReasonCode;
import io.vertx.mqtt.messages.codes.MqttPubAckReasonCode;
import java.util.Collections;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.stationboard.contract.Reject;

/**
 * One device's connection. A message of QoS 1 is acknowledged only after Kafka acknowledged its readings. What is refused
 * is counted: MQTT 5 then tells the device why and goes on; 3.1.1 has no word for it, so a payload that cannot be read is
 * acknowledged, lest the device sends it for ever, and a message it had no right to send ends the connection. Lives on
 * one event loop.
 */
final class MqttSession {
    /** The topics of devices: this and the device's id. */
    static final String TOPICS = "stationboard/v1/telemetry/";

    private static final Logger LOG = LoggerFactory.getLogger(MqttSession.class);

    private final MqttIntake.Parts parts;
    private final MqttEndpoint endpoint;
    private final BatchIntake.Sender sender;
    private final String topic;
    private final Context context;
    private final boolean five;
    private int inFlight;

    MqttSession(MqttIntake.Parts parts, MqttEndpoint endpoint, String device) {
        this.parts = parts;
        this.endpoint = endpoint;
        this.sender = new BatchIntake.Sender(device, false);
        this.topic = TOPICS + device;
        Context current = Vertx.currentContext();
        if (current == null) {
            throw new IllegalStateException("session: off the event loop (expected: on it)");
        }
        this.context = current;
        this.five = endpoint.protocolVersion() >= MqttIntake.LEVEL_5;
    }

    void begin() {
        endpoint.publishHandler(this::published);
        endpoint.subscribeHandler(this::subscribe);
        endpoint.exceptionHandler(this::broken);
    }

    /** How a message is refused. */
    private enum Refused {
        OTHER_TOPIC(Reject.UNAUTHORISED, MqttPubAckReasonCode.NOT_AUTHORIZED, MqttDisconnectReasonCode.NOT_AUTHORIZED),
        QOS_2(
                Reject.MALFORMED,
                MqttPubAckReasonCode.IMPLEMENTATION_SPECIFIC_ERROR,
                MqttDisconnectReasonCode.QOS_NOT_SUPPORTED),
        TOO_LARGE(Reject.TOO_LARGE, MqttPubAckReasonCode.QUOTA_EXCEEDED, MqttDisconnectReasonCode.PACKET_TOO_LARGE),
        TOO_MANY(
                Reject.UNAUTHORISED,
                MqttPubAckReasonCode.QUOTA_EXCEEDED,
                MqttDisconnectReasonCode.RECEIVE_MAXIMUM_EXCEEDED);

        private final Reject reason;
        private final MqttPubAckReasonCode acknowledgement;
        private final MqttDisconnectReasonCode end;

        Refused(Reject reason, MqttPubAckReasonCode acknowledgement, MqttDisconnectReasonCode end) {
            this.reason = reason;
            this.acknowledgement = acknowledgement;
            this.end = end;
        }
    }

    private void published(MqttPublishMessage message) {
        if (message.qosLevel() == MqttQoS.EXACTLY_ONCE) {
            refuse(message, Refused.QOS_2);
        } else if (!topic.equals(message.topicName())) {
            refuse(message, Refused.OTHER_TOPIC);
        } else if (message.payload().length() > parts.limits().payloadBytes()) {
            refuse(message, Refused.TOO_LARGE);
        } else if (inFlight >= parts.limits().inFlight()) {
            refuse(message, Refused.TOO_MANY);
        } else {
            inFlight++;
            take(message);
        }
    }

    private void take(MqttPublishMessage message) {
        byte[] payload = message.payload().getBytes();
        parts.workers()
                .<CompletableFuture<BatchIntake.Outcome>>executeBlocking(() -> read(payload))
                .onSuccess(pending -> {
                    var unused =
                            pending.thenAccept(outcome -> context.runOnContext(ready -> settled(message, outcome)));
                })
                .onFailure(failure -> {
                    LOG.error("message not taken: kind={}", failure.getClass().getName());
                    inFlight--;
                    end(MqttDisconnectReasonCode.UNSPECIFIED_ERROR);
                });
    }

    /** A reading in JSON begins with its brace; a batch in Protobuf with the tag of its first reading. */
    private CompletableFuture<BatchIntake.Outcome> read(byte[] payload) {
        boolean protobuf = payload.length > 0 && payload[0] == 0x0A;
        return protobuf
                ? parts.intake().protobuf(payload, sender)
                : parts.intake().lines(payload, sender);
    }

    private void settled(MqttPublishMessage message, BatchIntake.Outcome outcome) {
        inFlight--;
        if (!endpoint.isConnected()) {
            return;
        }
        if (!outcome.acknowledged()) {
            // No acknowledgement: the device connects anew and sends it again.
            end(MqttDisconnectReasonCode.SERVER_BUSY);
        } else if (message.qosLevel() == MqttQoS.AT_LEAST_ONCE) {
            acknowledge(
                    message.messageId(),
                    outcome.tally().nothingRead()
                            ? MqttPubAckReasonCode.PAYLOAD_FORMAT_INVALID
                            : outcome.tally().accepted() == 0
                                    ? MqttPubAckReasonCode.UNSPECIFIED_ERROR
                                    : MqttPubAckReasonCode.SUCCESS);
        }
    }

    private void acknowledge(int messageId, MqttPubAckReasonCode reason) {
        endpoint.publishAcknowledge(messageId, reason, MqttProperties.NO_PROPERTIES);
    }

    private void refuse(MqttPublishMessage message, Refused why) {
        parts.counts().refused(why.reason, 1);
        if (five && message.qosLevel() == MqttQoS.AT_LEAST_ONCE && why != Refused.TOO_MANY) {
            acknowledge(message.messageId(), why.acknowledgement);
        } else {
            end(why.end);
        }
    }

    private void subscribe(MqttSubscribeMessage asked) {
        endpoint.subscribeAcknowledge(
                asked.messageId(),
                Collections.nCopies(asked.topicSubscriptions().size(), MqttQoS.FAILURE));
    }

    /** A packet over the transport's limit, or bytes that are no MQTT. */
    private void broken(Throwable cause) {
        boolean tooLong = cause instanceof TooLongFrameException
                || Optional.ofNullable(cause.getCause())
                        .filter(TooLongFrameException.class::isInstance)
                        .isPresent();
        if (tooLong) {
            parts.counts().refused(Reject.TOO_LARGE, 1);
        } else {
            LOG.debug("mqtt connection broken: kind={}", cause.getClass().getName());
        }
        end(tooLong ? MqttDisconnectReasonCode.PACKET_TOO_LARGE : MqttDisconnectReasonCode.MALFORMED_PACKET);
    }

    private void end(MqttDisconnectReasonCode reason) {
        if (endpoint.isConnected()) {
            endpoint.disconnect(reason, MqttProperties.NO_PROPERTIES);
        }
    }
}
