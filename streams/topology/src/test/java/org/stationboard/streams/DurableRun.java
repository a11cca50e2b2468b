package org.stationboard.streams;

import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.clients.consumer.OffsetAndMetadata;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.serialization.ByteArraySerializer;
import org.stationboard.contract.v1.StationRecord;

/**
 * The durable twin: what a plain consumer and producer can do at best with everything ours does for its figures. It
 * decodes the same records, asks the same contributions, keeps them in packed primitive tables, writes its ledger page by
 * page to a changelog, publishes the same figures at the same ticks, and commits all of it in one transaction twice a
 * second. It keeps no feeds, judges nothing, shows nothing between ticks and cannot restore. Arguments: brokers, folder,
 * application.
 */
final class DurableRun {
    private static final Duration COMMIT_EVERY = Duration.ofMillis(500);

    private final KafkaProducer<byte[], byte[]> producer;
    private final KafkaConsumer<byte[], byte[]> consumer;
    private final List<DurablePartition> partitions = new ArrayList<>();
    private final Map<TopicPartition, OffsetAndMetadata> taken = new HashMap<>();
    private long records;

    private DurableRun(String bootstrapServers, String application) {
        producer = new KafkaProducer<>(
                Map.of(
                        "bootstrap.servers",
                        bootstrapServers,
                        "transactional.id",
                        application,
                        "compression.type",
                        "lz4",
                        "batch.size",
                        64 << 10,
                        "linger.ms",
                        50),
                new ByteArraySerializer(),
                new ByteArraySerializer());
        consumer = BenchBroker.consumer(bootstrapServers, Map.of("group.id", application));
        for (int partition = 0; partition < BenchLog.PARTITIONS; partition++) {
            partitions.add(new DurablePartition(partition, producer));
        }
    }

    public static void main(String[] arguments) throws Exception {
        BenchClock clock = new BenchClock();
        TopologySettings settings = StreamsRun.settings(arguments[0], Path.of(arguments[1]), arguments[2]);
        try (LogTopics topics = new LogTopics(arguments[0], settings.engineSet())) {
            topics.create(BenchLog.PARTITIONS);
        }
        BenchTopics.makeCompacted(arguments[0], DurablePartition.CHANGELOG);
        DurableRun run = new DurableRun(arguments[0], arguments[2]);
        run.run();
        clock.done(run.records);
        run.producer.close();
        run.consumer.close();
    }

    private void run() throws Exception {
        producer.initTransactions();
        producer.beginTransaction();
        List<TopicPartition> log = BenchBroker.log();
        consumer.assign(log);
        consumer.seekToBeginning(log);
        long committed = System.nanoTime();
        int ended = 0;
        BenchProgress progress = new BenchProgress();
        while (ended < log.size()) {
            progress.tell(records);
            for (ConsumerRecord<byte[], byte[]> polled : consumer.poll(Duration.ofMillis(100))) {
                ended += take(polled);
            }
            if (System.nanoTime() - committed > COMMIT_EVERY.toNanos()) {
                commit();
                producer.beginTransaction();
                committed = System.nanoTime();
            }
        }
        commit();
    }

    /** Says 1 for the last tick of a partition, else 0. */
    private int take(ConsumerRecord<byte[], byte[]> polled) throws Exception {
        DurablePartition partition = partitions.get(polled.partition());
        taken.put(new TopicPartition(polled.topic(), polled.partition()), new OffsetAndMetadata(polled.offset() + 1));
        StationRecord stationRecord = StationRecord.parseFrom(polled.value());
        records++;
        if (stationRecord.hasControl()) {
            if (!stationRecord.getControl().hasTick()) {
                return 0;
            }
            long minute = stationRecord.getControl().getTick().getMinute();
            partition.tick(minute, polled.offset());
            return minute >= BenchLog.lastTick() ? 1 : 0;
        }
        partition.take(stationRecord);
        return 0;
    }

    private void commit() {
        partitions.forEach(DurablePartition::keep);
        producer.sendOffsetsToTransaction(taken, consumer.groupMetadata());
        producer.commitTransaction();
        taken.clear();
    }
}
