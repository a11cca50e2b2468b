package org.stationboard.gateway.telemetry;

import io.micrometer.core.instrument.MeterRegistry;
import io.vertx.core.Vertx;
import io.vertx.core.WorkerExecutor;
import io.vertx.ext.web.Router;
import java.time.Clock;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;

/**
 * The way in for devices: assembles register, checks, producer, the HTTP route and, where asked for, MQTT. {@link #start}
 * and {@link #close} block and are called from one thread; route and MQTT serve from any event loop in between.
 */
public final class TelemetryGateway implements AutoCloseable {
    private static final int WORKERS = 2;
    private static final long LONGEST_BLOCK_MINUTES = 5;

    private final TelemetrySettings settings;
    private final Clock clock;
    private final TelemetryCounts counts;
    private volatile DeviceRegister register;
    private @Nullable TelemetryLane lane;
    private @Nullable BatchIntake intake;
    private @Nullable MqttIntake mqtt;

    /** An intake at rest. */
    public TelemetryGateway(TelemetrySettings settings, DeviceRegister register, MeterRegistry meters, Clock clock) {
        this.settings = settings;
        this.register = register;
        this.clock = clock;
        this.counts = new TelemetryCounts(meters);
    }

    /** Declares the topic and opens the producer. */
    public void start() {
        TelemetryLane opened = TelemetryLane.open(settings, clock);
        lane = opened;
        intake = new BatchIntake(new ReadingCheck(() -> register, settings.zone()), opened, counts, clock);
    }

    /** The route {@code /ingest/v1/telemetry} with its full path; call after {@link #start}. */
    public Router router(Vertx vertx) {
        return new TelemetryRoute(started(), counts, workers(vertx)).router(vertx);
    }

    /** Takes MQTT on 127.0.0.1; port 0 takes a free one. Gives the port. Call after {@link #start}. */
    public int startMqtt(Vertx vertx, int port, MqttLimits limits) {
        MqttIntake listening = MqttIntake.start(
                new MqttIntake.Parts(() -> register, started(), counts, workers(vertx), limits, settings.zone(), clock),
                vertx,
                port);
        mqtt = listening;
        return listening.port();
    }

    /** Puts another register in the place of the one in force, from the next reading on. */
    public void use(DeviceRegister newRegister) {
        register = newRegister;
    }

    /** What came in since the process began. */
    public TelemetryBalance balance() {
        return counts.balance();
    }

    /** Ends MQTT and waits up to 10 s for what is on its way to Kafka. */
    @Override
    public void close() {
        if (mqtt != null) {
            mqtt.close();
            mqtt = null;
        }
        if (lane != null) {
            lane.close();
            lane = null;
        }
    }

    private static WorkerExecutor workers(Vertx vertx) {
        return vertx.createSharedWorkerExecutor("telemetry", WORKERS, LONGEST_BLOCK_MINUTES, TimeUnit.MINUTES);
    }

    private BatchIntake started() {
        BatchIntake built = intake;
        if (built == null) {
            throw new IllegalStateException("telemetry: not started (expected: start before this)");
        }
        return built;
    }
}
