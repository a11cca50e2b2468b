package org.stationboard.api;

import io.micrometer.prometheusmetrics.PrometheusConfig;
import io.micrometer.prometheusmetrics.PrometheusMeterRegistry;
import io.vertx.core.Vertx;
import io.vertx.core.VertxOptions;
import io.vertx.core.http.HttpServer;
import io.vertx.ext.web.Router;
import java.lang.management.BufferPoolMXBean;
import java.lang.management.ManagementFactory;
import java.time.Clock;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import org.stationboard.engine.CatalogueLoader;
import org.stationboard.testkit.ChildJvm;
import org.stationboard.testkit.MutableClock;
import org.stationboard.testkit.Records;

/**
 * The server as the product runs it, alone in its process, over a city in memory where a call comes in at each station
 * every second. For {@link FanoutBench}, which asks {@code /bench/memory} what is used after the garbage is gone.
 */
final class FanoutServer {
    private static final List<String> STATIONS = List.of(SmallCity.NORTH_1, SmallCity.NORTH_2, SmallCity.SOUTH_1);

    private FanoutServer() {}

    public static void main(String[] arguments) throws Exception {
        Vertx vertx = Vertx.vertx(new VertxOptions().setEventLoopPoolSize(2).setPreferNativeTransport(false));
        MutableClock clock = new MutableClock(Instant.now(), ApiSettings.SHANGHAI);
        SmallCity city =
                new SmallCity(clock, Optional.of(Clock.systemUTC()), SmallCity.units(), CatalogueLoader.shippedText());
        city.tick();
        city.historyRead();
        ApiServer server = new ApiServer(
                ApiSettings.defaults(),
                city.view(),
                city.store().ports(),
                new NoPipeline(),
                new PrometheusMeterRegistry(PrometheusConfig.DEFAULT),
                Clock.systemUTC());
        Router root = Router.router(vertx);
        root.get("/bench/memory").handler(context -> context.response().end(Long.toString(usedBytes())));
        root.route("/*")
                .subRouter(server.router(vertx)
                        .toCompletionStage()
                        .toCompletableFuture()
                        .get());
        HttpServer http = vertx.createHttpServer(ApiServer.httpOptions("127.0.0.1", 0))
                .requestHandler(root)
                .listen()
                .toCompletionStage()
                .toCompletableFuture()
                .get();
        long[] calls = {0};
        Future<?> calling = Executors.newSingleThreadScheduledExecutor()
                .scheduleAtFixedRate(() -> oneSecond(city, calls), 500, 1000, TimeUnit.MILLISECONDS);
        System.out.println(ChildJvm.READY + http.actualPort());
        // The bench ends with its pipe, this with it.
        int ended = System.in.read();
        calling.cancel(false);
        System.exit(ended < 0 ? 0 : 2);
    }

    private static void oneSecond(SmallCity city, long[] calls) {
        try {
            city.clock().set(Instant.now());
            city.tick();
            for (String station : STATIONS) {
                city.take(Records.taken(Records.alarm("bench/" + calls[0]++, station, Instant.now())));
            }
            city.publishLive();
        } catch (RuntimeException failed) {
            System.err.println("no calls: " + failed);
            System.exit(1);
        }
    }

    /** Heap after a collection and what lies in direct buffers. */
    private static long usedBytes() {
        System.gc();
        System.gc();
        long direct = ManagementFactory.getPlatformMXBeans(BufferPoolMXBean.class).stream()
                .mapToLong(BufferPoolMXBean::getMemoryUsed)
                .sum();
        return ManagementFactory.getMemoryMXBean().getHeapMemoryUsage().getUsed() + direct;
    }

    private record NoPipeline() implements PipelineSource {
        @Override
        public Intake intake() {
            return Intake.none();
        }

        @Override
        public Sink sink() {
            return new Sink("RUNNING", 0, OptionalLong.empty());
        }
    }
}
