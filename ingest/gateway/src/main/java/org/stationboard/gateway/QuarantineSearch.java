package org.stationboard.gateway;

import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicLong;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.common.KafkaException;
import org.apache.kafka.common.TopicPartition;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.stationboard.contract.v1.QuarantineEntry;

/**
 * Looks through the quarantine's topic from its end to its begin for entries that can be sent again, on a thread of its
 * own, so that a start waits for none of it. Newest first: an entry's fate is known before the entry. It tries again while
 * the broker does not answer. {@link #begin} and {@link #close} are called from one thread at a time.
 */
final class QuarantineSearch implements AutoCloseable {
    private static final Logger LOG = LoggerFactory.getLogger(QuarantineSearch.class);
    /** Windows of the topic that one reading looks through. */
    private static final int WINDOWS = 20;

    private final GatewaySettings settings;
    private final TopicPartition topic;
    private final UnsentEntries unsent;
    private final AtomicLong total;
    private volatile boolean stopped;
    private @Nullable Thread thread;

    /** @param total grows by the entries found at the first search */
    QuarantineSearch(GatewaySettings settings, TopicPartition topic, UnsentEntries unsent, AtomicLong total) {
        this.settings = settings;
        this.topic = topic;
        this.unsent = unsent;
        this.total = total;
    }

    /** Begins where the topic ends now. Blocks for that; throws where the broker does not tell. */
    void begin(boolean first) {
        long end = TopicTail.end(settings, topic);
        unsent.beginLooking(end);
        Thread searching = new Thread(() -> search(end, first), "quarantine-search");
        searching.setDaemon(true);
        thread = searching;
        searching.start();
    }

    @Override
    public void close() {
        stopped = true;
        Thread running = thread;
        if (running == null) {
            return;
        }
        running.interrupt();
        try {
            running.join(TimeUnit.SECONDS.toMillis(10));
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    private void search(long end, boolean first) {
        long before = end;
        while (before > 0 && !stopped) {
            try {
                AtomicLong entries = new AtomicLong();
                before = TopicTail.backwards(settings, topic, before, WINDOWS, record -> {
                    entries.addAndGet(note(record) ? 1 : 0);
                    return !stopped;
                });
                unsent.lookedFrom(before);
                total.addAndGet(first ? entries.get() : 0);
            } catch (KafkaException e) {
                LOG.debug("quarantine: not read, tried again", e);
                pause();
            }
        }
        if (!stopped) {
            unsent.endLooking();
            LOG.info("quarantine looked through: unsent={}", unsent.size());
        }
    }

    private boolean note(ConsumerRecord<byte[], byte[]> record) {
        QuarantineEntry entry;
        try {
            entry = Quarantine.parse(record);
        } catch (IllegalStateException damaged) {
            LOG.error("quarantine: passed over: {}", damaged.getMessage());
            return true;
        }
        Long resent = Quarantine.resent(record);
        if (resent != null && entry.getReason().isEmpty()) {
            unsent.sent(resent);
        } else if (resent == null && !entry.getKept().isEmpty()) {
            unsent.found(record.offset(), entry.getAt());
        }
        return resent == null;
    }

    private void pause() {
        try {
            TimeUnit.SECONDS.sleep(1);
        } catch (InterruptedException e) {
            stopped = true;
        }
    }
}
