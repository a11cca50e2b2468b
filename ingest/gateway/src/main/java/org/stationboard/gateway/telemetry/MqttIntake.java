package org.stationboard.gateway.telemetry;

import io.netty.handler.codec.mqtt.MqttConnectReturnCode;
import io.netty.handler.codec.mqtt.MqttProperties;
import io.vertx.core.Vertx;
import io.vertx.core.WorkerExecutor;
import io.vertx.mqtt.MqttAuth;
import io.vertx.mqtt.MqttEndpoint;
import io.vertx.mqtt.MqttServer;
import io.vertx.mqtt.MqttServerOptions;
import java.time.Clock;
import java.time.LocalDate;
import java.time.ZoneId;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.stationboard.gateway.telemetry.TelemetryCounts.Login;

/**
 * Takes readings over MQTT 3.1.1 and 5. A device logs in with its id as user name and its own password, and may publish
 * to its own topic only; nobody may subscribe. Sessions are not kept. An unknown device and a wrong password are answered
 * alike and counted apart. {@link #start} and {@link #close} block.
 */
final class MqttIntake implements AutoCloseable {
    static final int LEVEL_5 = 5;

    private static final Logger LOG = LoggerFactory.getLogger(MqttIntake.class);
    private static final int LONGEST_CLIENT_ID = 128;
    /** A payload a little too large is counted and answered; one that is larger ends the connection while it arrives. */
    private static final int ROOM = 4;

    private final Parts parts;
    private final MqttServer server;
    private final AtomicInteger connections = new AtomicInteger();

    private MqttIntake(Parts parts, Vertx vertx, int port) {
        this.parts = parts;
        MqttServerOptions options = new MqttServerOptions()
                .setHost("127.0.0.1")
                .setPort(port)
                .setMaxMessageSize(parts.limits().payloadBytes() * ROOM)
                .setMaxClientIdLength(LONGEST_CLIENT_ID)
                .setTimeoutOnConnect((int) parts.limits().login().toSeconds());
        server = MqttServer.create(vertx, options)
                .endpointHandler(this::login)
                .exceptionHandler(refused -> parts.counts().login(Login.MALFORMED));
    }

    /** What every connection shares. */
    record Parts(
            Supplier<DeviceRegister> register,
            BatchIntake intake,
            TelemetryCounts counts,
            WorkerExecutor workers,
            MqttLimits limits,
            ZoneId zone,
            Clock clock) {}

    /** Listens on 127.0.0.1; port 0 takes a free one. */
    static MqttIntake start(Parts parts, Vertx vertx, int port) {
        MqttIntake intake = new MqttIntake(parts, vertx, port);
        try {
            intake.server.listen().toCompletionStage().toCompletableFuture().get(10, TimeUnit.SECONDS);
        } catch (ExecutionException | TimeoutException e) {
            throw new IllegalStateException("mqtt port: " + port + " (expected: a free one on 127.0.0.1)", e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException("mqtt: interrupted while it was started", e);
        }
        LOG.info("mqtt listens on 127.0.0.1:{}", intake.port());
        return intake;
    }

    int port() {
        return server.actualPort();
    }

    private void login(MqttEndpoint endpoint) {
        Login result = judge(endpoint);
        parts.counts().login(result);
        if (result != Login.ACCEPTED) {
            endpoint.reject(code(result, endpoint.protocolVersion() >= LEVEL_5));
            return;
        }
        connections.incrementAndGet();
        endpoint.closeHandler(closed -> connections.decrementAndGet());
        new MqttSession(parts, endpoint, endpoint.auth().getUsername()).begin();
        endpoint.accept(false, accepted(endpoint.protocolVersion()));
    }

    private Login judge(MqttEndpoint endpoint) {
        if (connections.get() >= parts.limits().connections()) {
            return Login.FULL;
        }
        @Nullable MqttAuth auth = endpoint.auth();
        if (auth == null
                || auth.getUsername() == null
                || auth.getPassword() == null
                || endpoint.will().isWillFlag()) {
            return Login.MALFORMED;
        }
        long today = LocalDate.now(parts.clock().withZone(parts.zone())).toEpochDay();
        Device device = parts.register().get().on(auth.getUsername(), today);
        if (device == null || device.credential().isEmpty()) {
            Credential.matchNobody(auth.getPassword());
            return Login.UNKNOWN_DEVICE;
        }
        return device.credential().get().matches(auth.getPassword()) ? Login.ACCEPTED : Login.WRONG_PASSWORD;
    }

    private static MqttConnectReturnCode code(Login result, boolean five) {
        return switch (result) {
            case UNKNOWN_DEVICE, WRONG_PASSWORD, ACCEPTED ->
                five
                        ? MqttConnectReturnCode.CONNECTION_REFUSED_BAD_USERNAME_OR_PASSWORD
                        : MqttConnectReturnCode.CONNECTION_REFUSED_BAD_USER_NAME_OR_PASSWORD;
            case MALFORMED ->
                five
                        ? MqttConnectReturnCode.CONNECTION_REFUSED_NOT_AUTHORIZED_5
                        : MqttConnectReturnCode.CONNECTION_REFUSED_NOT_AUTHORIZED;
            case FULL ->
                five
                        ? MqttConnectReturnCode.CONNECTION_REFUSED_SERVER_BUSY
                        : MqttConnectReturnCode.CONNECTION_REFUSED_SERVER_UNAVAILABLE;
        };
    }

    /** What MQTT 5 lets a server say of itself; 3.1.1 has no place for it. */
    private MqttProperties accepted(int protocol) {
        if (protocol < LEVEL_5) {
            return MqttProperties.NO_PROPERTIES;
        }
        MqttProperties said = new MqttProperties();
        said.add(number(MqttProperties.RECEIVE_MAXIMUM, parts.limits().inFlight()));
        said.add(number(MqttProperties.MAXIMUM_QOS, 1));
        said.add(number(MqttProperties.RETAIN_AVAILABLE, 0));
        said.add(number(MqttProperties.MAXIMUM_PACKET_SIZE, parts.limits().payloadBytes() + 1_024));
        said.add(number(MqttProperties.SESSION_EXPIRY_INTERVAL, 0));
        said.add(number(MqttProperties.WILDCARD_SUBSCRIPTION_AVAILABLE, 0));
        said.add(number(MqttProperties.SHARED_SUBSCRIPTION_AVAILABLE, 0));
        return said;
    }

    private static MqttProperties.IntegerProperty number(int property, int value) {
        return new MqttProperties.IntegerProperty(property, value);
    }

    /** Listens no more and ends every connection. */
    @Override
    public void close() {
        try {
            server.close().toCompletionStage().toCompletableFuture().get(10, TimeUnit.SECONDS);
        } catch (ExecutionException | TimeoutException e) {
            LOG.warn("mqtt not stopped in time: {}", e.toString());
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }
}
