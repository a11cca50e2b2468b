package org.stationboard.store;

import com.google.protobuf.InvalidProtocolBufferException;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.HexFormat;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.IntStream;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.common.TopicPartition;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.stationboard.contract.EngineSet;
import org.stationboard.contract.Topic;
import org.stationboard.contract.v1.AlertReason;
import org.stationboard.contract.v1.AlertState;
import org.stationboard.contract.v1.AlertTransition;

/**
 * Turns the database from one engine's values to another's, in one transaction: what is newest is forgotten and read anew
 * from the other set's beginning; what was said then (verdicts, alert steps, figures as of past turns) stays, and where
 * the two differ about an alert that stands now, its life goes on with the other's word. For the sink's thread alone.
 */
final class SetSwitch {
    private static final Logger LOG = LoggerFactory.getLogger(SetSwitch.class);
    private static final Duration POLL = Duration.ofMillis(200);

    private final Connection connection;
    private final KafkaConsumer<byte[], byte[]> consumer;
    private final EngineSet set;
    private final Map<Integer, Marker> ends = new HashMap<>();

    /** The last tick that the database has whole of the engine before, on one partition. */
    private record Marker(long tick, long offset) {}

    /** An alert as one engine has it. */
    private record Standing(AlertTransition step, int partition) {
        boolean open() {
            return step.getTo() == AlertState.PENDING || step.getTo() == AlertState.FIRING;
        }
    }

    private static final Standing NONE = new Standing(AlertTransition.getDefaultInstance(), -1);

    SetSwitch(Connection connection, KafkaConsumer<byte[], byte[]> consumer, EngineSet set) {
        this.connection = connection;
        this.consumer = consumer;
        this.set = set;
    }

    /** Does nothing where the database was filled from this set. */
    void bring(BatchWriter writer) throws SQLException {
        EngineSet before = filledFrom();
        if (before.equals(set)) {
            connection.rollback();
            return;
        }
        readEnds();
        List<Batch.Valued<AlertTransition>> adopted = adopted();
        rememberEnds();
        forget(before);
        writer.adopt(adopted);
        execute("update engine_set set name = ?", set.name());
        connection.commit();
        LOG.info("sink.switched from {} to {}, alerts taken over: {}", before, set, adopted.size());
    }

    private EngineSet filledFrom() throws SQLException {
        try (Statement statement = connection.createStatement();
                ResultSet rows = statement.executeQuery("select name from engine_set")) {
            rows.next();
            return new EngineSet(rows.getString(1));
        }
    }

    private void readEnds() throws SQLException {
        try (Statement statement = connection.createStatement();
                ResultSet rows = statement.executeQuery("select log_partition, tick, log_offset from ticks_now")) {
            while (rows.next()) {
                ends.put(rows.getInt(1), new Marker(rows.getLong(2), rows.getLong(3)));
            }
        }
    }

    private void rememberEnds() throws SQLException {
        execute("delete from engine_set_begins where name = ?", set.name());
        execute(
                "insert into engine_set_begins (name, log_partition, tick, log_offset) "
                        + "select ?, log_partition, tick, log_offset from ticks_now",
                set.name());
    }

    /** Figures of a turn that has not come yet were the other engine's too. */
    private void forget(EngineSet before) throws SQLException {
        execute("delete from figure_history where tick > (select coalesce(max(tick), 0) from ticks_now)");
        try (Statement statement = connection.createStatement()) {
            statement.execute(
                    "truncate figures, figure_months, figures_minute, verdicts_now, feeds, dead_letters, ticks_now");
        }
        for (Topic topic : SinkTopics.READ) {
            if (topic.ofEngine()) {
                execute("delete from sink_offsets where topic = ?", before.topicName(topic));
                execute("delete from sink_offsets where topic = ?", set.topicName(topic));
            }
        }
    }

    private void execute(String sql, String... parameters) throws SQLException {
        try (PreparedStatement statement = connection.prepareStatement(sql)) {
            for (int i = 0; i < parameters.length; i++) {
                statement.setString(i + 1, parameters[i]);
            }
            statement.executeUpdate();
        }
    }

    /** Steps that bring each alert to where this engine has it at the end of the one before. */
    private List<Batch.Valued<AlertTransition>> adopted() throws SQLException {
        Map<String, Standing> there = standing();
        Map<String, Standing> here = said();
        Set<String> keys = new LinkedHashSet<>(there.keySet());
        keys.addAll(here.keySet());
        List<Batch.Valued<AlertTransition>> steps = new ArrayList<>();
        for (String key : keys) {
            Standing old = there.getOrDefault(key, NONE);
            Standing now = here.getOrDefault(key, NONE);
            if ((old.open() || now.open()) && old.step().getTo() != now.step().getTo()) {
                steps.add(
                        now.equals(NONE)
                                ? step(old, old.step(), closed(old))
                                : step(now, old.step(), now.step().getTo()));
            }
        }
        return steps;
    }

    /** What an engine never raised is at rest. */
    private static AlertState closed(Standing old) {
        return old.step().getTo() == AlertState.FIRING ? AlertState.RESOLVED : AlertState.INACTIVE;
    }

    /** An id of its own: both engines may have said the same step, and one of them has left it since. */
    private Batch.Valued<AlertTransition> step(Standing standing, AlertTransition old, AlertState to) {
        Marker end = ends.getOrDefault(standing.partition(), new Marker(old.getTick(), 0));
        AlertTransition step = standing.step().toBuilder()
                .setId(id(standing.step(), end.tick()))
                .setFrom(old.getTo())
                .setTo(to)
                .setReason(AlertReason.ENGINE_CHANGED)
                .setTick(end.tick())
                .build();
        return new Batch.Valued<>(step, standing.partition(), end.offset(), (int) end.tick(), 0, step.toByteArray());
    }

    private Map<String, Standing> standing() throws SQLException {
        String sql = "select distinct on (unit, standard_id) message, log_partition from alert_transitions "
                + "order by unit, standard_id, tick desc, taken desc";
        Map<String, Standing> found = new HashMap<>();
        try (Statement statement = connection.createStatement();
                ResultSet rows = statement.executeQuery(sql)) {
            while (rows.next()) {
                AlertTransition step = PostgresNoticeOutbox.transition(rows.getBytes(1));
                found.put(key(step), new Standing(step, rows.getInt(2)));
            }
        }
        return found;
    }

    /**
     * The newest step of every alert that this engine has said, of those it said by the end of the one before. A later
     * one comes by the topic of all steps and needs nobody's help.
     */
    private Map<String, Standing> said() throws SQLException {
        String topic = set.topicName(Topic.ALERTS);
        List<TopicPartition> partitions = IntStream.range(
                        0, consumer.partitionsFor(topic).size())
                .mapToObj(partition -> new TopicPartition(topic, partition))
                .toList();
        consumer.assign(partitions);
        consumer.seekToBeginning(partitions);
        Map<TopicPartition, Long> until = consumer.endOffsets(partitions);
        Map<String, Standing> newest = new HashMap<>();
        while (partitions.stream().anyMatch(place -> consumer.position(place) < until.getOrDefault(place, 0L))) {
            for (ConsumerRecord<byte[], byte[]> read : consumer.poll(POLL)) {
                take(read, newest);
            }
        }
        return newest;
    }

    private void take(ConsumerRecord<byte[], byte[]> read, Map<String, Standing> newest) throws SQLException {
        Published step = Published.of(read);
        Marker end = ends.get(read.partition());
        if (step == null || end == null || step.logOffset() > end.offset()) {
            return;
        }
        try {
            AlertTransition value = AlertTransition.parseFrom(step.value());
            newest.put(key(value), new Standing(value, read.partition()));
        } catch (InvalidProtocolBufferException e) {
            throw new SQLException(read.topic() + ": offset " + read.offset() + " is no transition", e);
        }
    }

    private static String key(AlertTransition step) {
        return step.getUnitId() + '|' + step.getStandardId();
    }

    private String id(AlertTransition step, long tick) {
        try {
            byte[] text = (step.getId() + '|' + set.name() + '|' + tick).getBytes(StandardCharsets.UTF_8);
            byte[] digest = MessageDigest.getInstance("SHA-256").digest(text);
            return HexFormat.of().formatHex(Arrays.copyOf(digest, 16));
        } catch (NoSuchAlgorithmException missing) {
            throw new IllegalStateException("SHA-256 is missing (expected: in every Java platform)", missing);
        }
    }
}
