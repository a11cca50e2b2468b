package org.stationboard.store;

import static java.util.concurrent.TimeUnit.SECONDS;
import static org.awaitility.Awaitility.await;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import com.github.dockerjava.api.model.ExposedPort;
import com.github.dockerjava.api.model.HostConfig;
import com.github.dockerjava.api.model.PortBinding;
import com.github.dockerjava.api.model.Ports;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.testcontainers.containers.GenericContainer;
import org.testcontainers.containers.startupcheck.IsRunningStartupCheckStrategy;
import org.testcontainers.utility.DockerImageName;

/**
 * PostgreSQL with TimescaleDB in a container, bound to the loopback address; a database of its own for every test. One for
 * all test classes of a JVM, taken away with it by the library. Which image is {@code deploy/timescale-image.sh}'s to say, by the
 * environment's {@code STATIONBOARD_TIMESCALE_IMAGE}.
 */
final class TimescaleServer {
    private static final String USER = "stationboard";
    private static final String PASSWORD = "made-for-tests";
    private static final int PORT = 5432;
    private static final String NAME = "contract";

    private static @Nullable TimescaleServer running;

    private final GenericContainer<?> container;
    private final int port;

    private TimescaleServer(GenericContainer<?> container, int port) {
        this.container = container;
        this.port = port;
    }

    static synchronized TimescaleServer start() {
        String image = System.getenv("STATIONBOARD_TIMESCALE_IMAGE");
        assumeTrue(
                image != null && !image.isEmpty(),
                "no image of TimescaleDB (expected: STATIONBOARD_TIMESCALE_IMAGE as deploy/verify sets it)");
        TimescaleServer here = running;
        if (here == null) {
            here = started(String.valueOf(image));
            running = here;
        }
        return here;
    }

    private static TimescaleServer started(String image) {
        GenericContainer<?> container = new GenericContainer<>(DockerImageName.parse(image))
                .withEnv(Map.of("POSTGRES_USER", USER, "POSTGRES_PASSWORD", PASSWORD, "TIMESCALEDB_TELEMETRY", "off"))
                .withExposedPorts(PORT)
                .withImagePullPolicy(name -> false)
                .withStartupCheckStrategy(new IsRunningStartupCheckStrategy().withTimeout(Duration.ofSeconds(60)))
                .waitingFor(new Reached())
                .withCreateContainerCmdModifier(command -> command.withHostConfig(HostConfig.newHostConfig()
                        .withPortBindings(new PortBinding(Ports.Binding.bindIp("127.0.0.1"), ExposedPort.tcp(PORT)))
                        .withTmpFs(Map.of("/var/lib/postgresql/data", "rw,size=2g"))));
        container.start();
        return new TimescaleServer(container, container.getMappedPort(PORT));
    }

    /** The first start of a server ends with a restart: only a connection says that it is there. */
    private static final class Reached extends org.testcontainers.containers.wait.strategy.AbstractWaitStrategy {
        @Override
        protected void waitUntilReady() {
            String url = url(waitStrategyTarget.getMappedPort(PORT), "postgres");
            await().atMost(90, SECONDS).ignoreExceptions().until(() -> {
                try (Connection connection = DriverManager.getConnection(url, USER, PASSWORD)) {
                    return connection.isValid(2);
                }
            });
        }
    }

    DatabaseSettings settings() {
        return new DatabaseSettings(url(port, NAME), USER, PASSWORD, 4);
    }

    /** Makes the tests' database anew. */
    void empty() throws SQLException {
        try (Connection connection = DriverManager.getConnection(url(port, "postgres"), USER, PASSWORD);
                Statement statement = connection.createStatement()) {
            statement.execute("drop database if exists " + NAME + " with (force)");
            statement.execute("create database " + NAME);
        }
    }

    private static String url(int port, String database) {
        return "jdbc:postgresql://127.0.0.1:" + port + "/" + database;
    }

    @Override
    public String toString() {
        return container.getDockerImageName();
    }
}
