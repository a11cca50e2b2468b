package org.stationboard.store;

import com.google.protobuf.Message;
import com.google.protobuf.Parser;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.common.TopicPartition;
import org.jspecify.annotations.Nullable;
import org.stationboard.contract.Topic;
import org.stationboard.contract.v1.AlertTransition;
import org.stationboard.contract.v1.Control;
import org.stationboard.contract.v1.DeadLetter;
import org.stationboard.contract.v1.FeedState;
import org.stationboard.contract.v1.Figure;
import org.stationboard.contract.v1.StationRecord;
import org.stationboard.contract.v1.TickMarker;
import org.stationboard.contract.v1.Verdict;
import org.stationboard.store.Batch.Valued;

/**
 * Gathers what one transaction will write. Values of a topic that keeps the newest of each key are decoded only when
 * none newer follows. For the sink's thread alone.
 */
final class BatchBuilder {
    private static final int MINUTES_KEPT = (int) FigureReader.MINUTES_KEPT.toMinutes();

    private final SinkProgress progress;
    private final DayTurns dayTurns;
    private final DaySpans daySpans;
    private final ValueDecoder decoder = new ValueDecoder();

    private final List<Batch.Version> versions = new ArrayList<>();
    private final List<Batch.ControlRecord> controls = new ArrayList<>();
    private final List<Valued<Figure>> history = new ArrayList<>();
    private final Map<ByteKey, Valued<Figure>> figures = new HashMap<>();
    private final Map<Integer, OpenTurn> openTurns = new HashMap<>();
    private final Map<ByteKey, Published> minutes = new HashMap<>();
    private final Map<ByteKey, Published> verdictsNow = new HashMap<>();
    private final Map<ByteKey, Published> feeds = new HashMap<>();
    private final List<Valued<Verdict>> verdicts = new ArrayList<>();
    private final List<Valued<AlertTransition>> alerts = new ArrayList<>();
    private final List<DeadLetter> deadLetters = new ArrayList<>();
    private final Map<Integer, Published> openMarkers = new HashMap<>();
    private final Map<Integer, TickMarker> newestTicks = new HashMap<>();
    private final List<TickMarker> turns = new ArrayList<>();
    private long taken;
    private long stored;
    private long coalesced;
    private long ticks;
    private long expired;

    /** Day figures of one partition that one turn knows. */
    private record OpenTurn(int turn, Map<ByteKey, Published> newest) {}

    BatchBuilder(SinkProgress progress, DayTurns dayTurns, DaySpans daySpans) {
        this.progress = progress;
        this.dayTurns = dayTurns;
        this.daySpans = daySpans;
    }

    /** The turn that knows what a tick of that partition ends; what another engine was followed at knew its values. */
    int turnAtOrAfter(int partition, int tick) {
        return dayTurns.atOrAfter(Math.max(tick, progress.firstTick(partition)));
    }

    /**
     * The turn that knows a value whose marker has not been read: that of its own tick where the tick's record made it,
     * else the first after the last tick before the record that did.
     */
    int turnWithoutMarker(Published value) {
        boolean madeByTurn = progress.isTurn(value.partition(), value.logOffset());
        return turnAtOrAfter(value.partition(), madeByTurn ? value.tick() : value.tick() + 1);
    }

    /** A record of the log itself. */
    void stationRecord(ConsumerRecord<byte[], byte[]> read) {
        taken++;
        StationRecord head = decoder.decode(
                StationRecord.parser(), read.value(), Topic.STATION_RECORDS, read.partition(), read.offset());
        if (head == null) {
            return;
        }
        if (head.hasControl()) {
            control(head.getControl(), read);
            return;
        }
        Optional<BodyKind> body = BodyKind.of(head);
        if (body.isEmpty()
                || head.getRecordId().indexOf('\0') >= 0
                || head.getUnitId().indexOf('\0') >= 0) {
            decoder.notUnderstood(read.topic(), read.partition(), read.offset());
            return;
        }
        stored++;
        int tick = progress.logTicks.getOrDefault(read.partition(), 0);
        versions.add(new Batch.Version(
                head, body.get(), read.value(), read.partition(), read.offset(), tick, daySpans.of(head)));
    }

    private void control(Control control, ConsumerRecord<byte[], byte[]> read) {
        if (control.hasTick()) {
            ticks++;
            int minute = Math.toIntExact(control.getTick().getMinute());
            if (progress.logTicks.getOrDefault(read.partition(), 0) == 0) {
                // Where the log's clock began is told by no other record.
                controls.add(new Batch.ControlRecord(
                        control.getKindCase().getNumber(), read.value(), read.partition(), read.offset(), 0));
            }
            progress.logTicks.put(read.partition(), minute);
            if (dayTurns.isTurn(minute)) {
                progress.turn(read.partition(), read.offset());
            }
            return;
        }
        stored++;
        int tick = progress.logTicks.getOrDefault(read.partition(), 0);
        controls.add(new Batch.ControlRecord(
                control.getKindCase().getNumber(), read.value(), read.partition(), read.offset(), tick));
    }

    /** A record that the engine could not take. */
    void deadLetter(ConsumerRecord<byte[], byte[]> read) {
        taken++;
        DeadLetter letter =
                decoder.decode(DeadLetter.parser(), read.value(), Topic.DEAD_LETTERS, read.partition(), read.offset());
        if (letter != null) {
            stored++;
            deadLetters.add(letter);
        }
    }

    /** A value without key or position, or one that cannot be read: counted, logged by place and never by content. */
    void notUnderstood(ConsumerRecord<byte[], byte[]> read) {
        taken++;
        decoder.notUnderstood(read.topic(), read.partition(), read.offset());
    }

    /** A day figure that a day's turn knows, an epoch minute. */
    void figure(Published figure, int turn) {
        taken++;
        OpenTurn open = openTurns.get(figure.partition());
        if (open == null || open.turn() != turn) {
            close(open);
            open = new OpenTurn(turn, new HashMap<>());
            openTurns.put(figure.partition(), open);
        }
        keepNewest(open.newest(), figure);
    }

    private void close(@Nullable OpenTurn open) {
        if (open == null) {
            return;
        }
        open.newest().forEach((key, published) -> {
            Valued<Figure> figure = figureOf(published, Topic.FIGURES, open.turn());
            if (figure != null) {
                history.add(figure);
                figures.put(key, figure);
            }
        });
    }

    /** The end of a tick. */
    void marker(Published marker) {
        taken++;
        progress.markerTicks.merge(marker.partition(), marker.tick(), Math::max);
        if (openMarkers.remove(marker.partition()) != null) {
            coalesced++;
        }
        if (!dayTurns.isTurn(marker.tick())) {
            openMarkers.put(marker.partition(), marker);
            return;
        }
        TickMarker turn = newest(marker);
        if (turn != null) {
            turns.add(turn);
        }
    }

    private @Nullable TickMarker newest(Published marker) {
        TickMarker decoded = decoder.marker(marker);
        if (decoded != null) {
            stored++;
            newestTicks.put(marker.partition(), decoded);
        }
        return decoded;
    }

    /** A value of any other topic of the engine. */
    void published(Topic topic, Published value) {
        taken++;
        if ((topic == Topic.VERDICTS || topic == Topic.ALERTS) && progress.saidBefore(value)) {
            coalesced++; // What was said then stands; another engine's later word on it is none.
            return;
        }
        switch (topic) {
            case FIGURES_MINUTE -> keepNewest(minutes, value);
            case VERDICTS_NOW -> keepNewest(verdictsNow, value);
            case FEEDS -> keepNewest(feeds, value);
            case VERDICTS -> add(verdicts, Verdict.parser(), topic, value);
            case ALERTS -> add(alerts, AlertTransition.parser(), topic, value);
            case STATION_RECORDS,
                    DEAD_LETTERS,
                    FIGURES,
                    FIGURES_LIVE,
                    ALERTS_NOW,
                    QUARANTINE,
                    LOG_HEAD,
                    TELEMETRY,
                    TELEMETRY_LATE,
                    TELEMETRY_DEAD,
                    DEVICE_SUMMARIES ->
                throw new IllegalStateException("topic: " + topic + " (expected: one that comes through a lane)");
        }
    }

    private void keepNewest(Map<ByteKey, Published> newest, Published value) {
        if (newest.put(new ByteKey(value.key()), value) != null) {
            coalesced++;
        }
    }

    /** Nothing was taken. */
    boolean isEmpty() {
        return taken == 0;
    }

    /** How many values were taken so far. */
    long size() {
        return taken;
    }

    Batch build(Map<TopicPartition, Long> nextOffsets) {
        openTurns.values().forEach(this::close);
        List<Valued<Figure>> newestMinutes = decodeMinutes();
        List<Valued<Verdict>> newestVerdicts = new ArrayList<>();
        verdictsNow.values().forEach(v -> add(newestVerdicts, Verdict.parser(), Topic.VERDICTS_NOW, v));
        List<Valued<FeedState>> newestFeeds = new ArrayList<>();
        feeds.values().forEach(v -> add(newestFeeds, FeedState.parser(), Topic.FEEDS, v));
        openMarkers.values().forEach(this::newest);
        Batch.Counts counts = new Batch.Counts(taken, stored, coalesced, ticks, expired, decoder.undecodable());
        return new Batch(
                versions,
                controls,
                List.copyOf(figures.values()),
                history,
                newestMinutes,
                verdicts,
                newestVerdicts,
                alerts,
                newestFeeds,
                deadLetters,
                List.copyOf(newestTicks.values()),
                turns,
                nextOffsets,
                counts);
    }

    private List<Valued<Figure>> decodeMinutes() {
        List<Valued<Figure>> kept = new ArrayList<>(minutes.size());
        for (Published published : minutes.values()) {
            Valued<Figure> minute = figureOf(published, Topic.FIGURES_MINUTE, 0);
            if (minute == null) {
                continue;
            }
            int clock = progress.markerTicks.getOrDefault(published.partition(), 0);
            if (minute.value().getStart() < clock - MINUTES_KEPT) {
                stored--;
                expired++;
            } else {
                kept.add(minute);
            }
        }
        return kept;
    }

    private @Nullable Valued<Figure> figureOf(Published published, Topic topic, int turn) {
        Figure figure = decoder.figure(topic, published);
        if (figure == null) {
            return null;
        }
        stored++;
        return new Valued<>(figure, published.partition(), published.logOffset(), published.tick(), turn, null);
    }

    private <T extends Message> void add(List<Valued<T>> values, Parser<T> parser, Topic topic, Published published) {
        T value = decoder.decode(parser, topic, published);
        if (value != null) {
            stored++;
            values.add(new Valued<>(
                    value, published.partition(), published.logOffset(), published.tick(), 0, published.value()));
        }
    }
}
