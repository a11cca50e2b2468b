package org.stationboard.allinone;

import io.micrometer.core.instrument.MeterRegistry;
import io.vertx.core.Vertx;
import io.vertx.ext.web.Router;
import java.net.URI;
import java.util.OptionalInt;
import org.stationboard.gateway.GatewaySettings;
import org.stationboard.gateway.telemetry.DeviceRegister;
import org.stationboard.gateway.telemetry.MqttLimits;
import org.stationboard.gateway.telemetry.TelemetryBalance;
import org.stationboard.gateway.telemetry.TelemetryGateway;
import org.stationboard.gateway.telemetry.TelemetrySettings;
import org.stationboard.streams.telemetry.TelemetryStreams;
import org.stationboard.streams.telemetry.TelemetryStreamsSettings;

/** The way of readings inside the process: the intake, and the application that turns them into records. One thread. */
final class TelemetryPart implements AutoCloseable {
    private final Plan plan;
    private final TelemetryGateway gateway;
    private final TelemetryStreams streams;

    private TelemetryPart(Plan plan, TelemetryGateway gateway, TelemetryStreams streams) {
        this.plan = plan;
        this.gateway = gateway;
        this.streams = streams;
    }

    /**
     * What it is started with.
     *
     * @param mqttPort on 127.0.0.1; empty = no MQTT
     */
    record Plan(DeviceRegister devices, OptionalInt mqttPort) {}

    /** Starts the intake; summaries go to the gateway under that key. */
    static TelemetryPart start(
            Plan plan, Installation installation, String key, String brokers, MeterRegistry metrics) {
        TelemetryGateway gateway = new TelemetryGateway(
                TelemetrySettings.of(brokers, GatewaySettings.DEFAULT_PARTITIONS),
                plan.devices(),
                metrics,
                installation.clock());
        gateway.start();
        TelemetryStreams streams = new TelemetryStreams(
                new TelemetryStreamsSettings(
                                brokers,
                                installation.data().resolve("telemetry"),
                                "all-in-one",
                                URI.create(installation.innerUrl()))
                        .withKey(key),
                metrics);
        return new TelemetryPart(plan, gateway, streams);
    }

    /** The intake's route; begins to take MQTT where that was asked for. */
    Router serve(Vertx vertx) {
        plan.mqttPort().ifPresent(port -> gateway.startMqtt(vertx, port, MqttLimits.defaults()));
        return gateway.router(vertx);
    }

    /** Starts the application in the background: after the rest of the process, which has to be there sooner. */
    void summarise() {
        streams.start();
    }

    /** What the intake has counted since it started. */
    TelemetryBalance balance() {
        return gateway.balance();
    }

    @Override
    public void close() {
        streams.close();
        gateway.close();
    }
}
