package org.stationboard.api.http;

import io.github.bucket4j.Bucket;
import io.github.bucket4j.ConsumptionProbe;
import io.vertx.core.Handler;
import io.vertx.core.http.HttpHeaders;
import io.vertx.ext.web.RoutingContext;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;

/**
 * How much one address may ask: a bucket for what reads the store and a small one for files, refilled evenly. The live
 * feed, health and metrics are not counted, for screens and watchers ask evenly themselves. What is over is answered 429
 * with the seconds to wait. Thread-safe.
 */
public final class RateGate implements Handler<RoutingContext> {
    private static final int ADDRESSES = 10_000;
    private static final String API = "/api/v1/";

    private final Limits limits;
    private final Map<String, Bucket> reads = remembered();
    private final Map<String, Bucket> files = remembered();

    /** With these limits. */
    public RateGate(Limits limits) {
        this.limits = limits;
    }

    /**
     * What one address may ask.
     *
     * @param readsASecond evenly, and ten times as many at once
     * @param filesAMinute evenly, and as many at once
     */
    public record Limits(int readsASecond, int filesAMinute) {
        /** 300 reads a second, 20 files a minute: far above what a person or a page asks. */
        public static Limits defaults() {
            return new Limits(300, 20);
        }
    }

    @Override
    public void handle(RoutingContext context) {
        String path = context.normalizedPath();
        if (!path.startsWith(API) || path.equals(API + "live")) {
            context.next();
            return;
        }
        boolean file = path.startsWith(API + "exports/");
        String address = String.valueOf(context.request().remoteAddress().hostAddress());
        ConsumptionProbe probe = bucket(file, address).tryConsumeAndReturnRemaining(1);
        if (probe.isConsumed()) {
            context.next();
            return;
        }
        long seconds = 1 + TimeUnit.NANOSECONDS.toSeconds(probe.getNanosToWaitForRefill());
        context.response().putHeader(HttpHeaders.RETRY_AFTER, Long.toString(seconds));
        context.fail(new ProblemException(
                ProblemCode.RATE_LIMITED, "requests: too many (expected: the same again in " + seconds + " s)"));
    }

    private Bucket bucket(boolean file, String address) {
        Map<String, Bucket> buckets = file ? files : reads;
        synchronized (buckets) {
            return buckets.computeIfAbsent(address, ignored -> file ? ofFiles() : ofReads());
        }
    }

    private Bucket ofReads() {
        return Bucket.builder()
                .addLimit(limit -> limit.capacity(10L * limits.readsASecond())
                        .refillGreedy(limits.readsASecond(), Duration.ofSeconds(1)))
                .build();
    }

    private Bucket ofFiles() {
        return Bucket.builder()
                .addLimit(limit -> limit.capacity(limits.filesAMinute())
                        .refillGreedy(limits.filesAMinute(), Duration.ofMinutes(1)))
                .build();
    }

    /** The addresses heard last: one forgotten begins with a full bucket. */
    private static Map<String, Bucket> remembered() {
        return new LinkedHashMap<>(64, 0.75f, true) {
            private static final long serialVersionUID = 1;

            @Override
            protected boolean removeEldestEntry(Map.@Nullable Entry<String, Bucket> eldest) {
                return size() > ADDRESSES;
            }
        };
    }
}
