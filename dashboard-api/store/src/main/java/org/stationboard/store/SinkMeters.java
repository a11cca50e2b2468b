package org.stationboard.store;

import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.Timer;
import java.util.concurrent.TimeUnit;
import java.util.function.Supplier;

/**
 * The sink's meters. Counters move after a commit only, so they never count what a rollback took back:
 *
 * <ul>
 *   <li>{@code sink.values.taken = sink.values.stored + sink.values.coalesced + sink.values.ticks +
 *       sink.values.expired + sink.values.undecodable}: every value read from a topic is in exactly one of them;
 *   <li>{@code sink.rows.offered = sink.rows.written + sink.rows.repeated}: repeated rows were in the database already,
 *       or a later one of their key was. A figure that is stored offers a row to figures and one to figure_history, a
 *       day's turn one to ticks and one to ticks_now;
 *   <li>{@code sink.batches.failed}: transactions that were rolled back and begun again from the stored offsets.
 * </ul>
 */
final class SinkMeters {
    private final Counter taken;
    private final Counter stored;
    private final Counter coalesced;
    private final Counter ticks;
    private final Counter expired;
    private final Counter undecodable;
    private final Counter offered;
    private final Counter written;
    private final Counter repeated;
    private final Counter failed;
    private final Timer batch;

    SinkMeters(MeterRegistry registry, Supplier<Number> lag, Supplier<Number> split) {
        taken = counter(registry, "sink.values.taken", "values read and settled");
        stored = counter(registry, "sink.values.stored", "values that gave rows");
        coalesced = counter(
                registry,
                "sink.values.coalesced",
                "values a newer one followed in the same batch, and what an engine followed later says of ticks said before");
        ticks = counter(registry, "sink.values.ticks", "ticks of the log");
        expired = counter(registry, "sink.values.expired", "minute figures older than minutes are kept");
        undecodable = counter(registry, "sink.values.undecodable", "values that could not be read");
        offered = counter(registry, "sink.rows.offered", "rows brought to the database");
        written = counter(registry, "sink.rows.written", "rows inserted or updated");
        repeated = counter(registry, "sink.rows.repeated", "rows that were there already");
        failed = counter(registry, "sink.batches.failed", "transactions rolled back");
        batch = Timer.builder("sink.batch")
                .description("time of one transaction")
                .register(registry);
        Gauge.builder("sink.lag.records", lag)
                .description("values on the broker not in the database yet")
                .register(registry);
        Gauge.builder("sink.records.split", split)
                .description("records that count under more than one log key")
                .register(registry);
    }

    private static Counter counter(MeterRegistry registry, String name, String description) {
        return Counter.builder(name).description(description).register(registry);
    }

    void committed(Batch.Counts counts, BatchWriter.Written rows, long nanoseconds) {
        add(taken, counts.taken());
        add(stored, counts.stored());
        add(coalesced, counts.coalesced());
        add(ticks, counts.ticks());
        add(expired, counts.expired());
        add(undecodable, counts.undecodable());
        add(offered, rows.offered());
        add(written, rows.written());
        add(repeated, rows.offered() - rows.written());
        batch.record(nanoseconds, TimeUnit.NANOSECONDS);
    }

    private static void add(Counter counter, long more) {
        counter.increment((double) more);
    }

    void failed() {
        failed.increment();
    }

    long rowsWritten() {
        return (long) written.count();
    }
}
