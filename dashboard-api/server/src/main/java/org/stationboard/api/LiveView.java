package org.stationboard.api;

import com.google.protobuf.InvalidProtocolBufferException;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.locks.ReentrantLock;
import java.util.function.Consumer;
import java.util.function.Function;
import java.util.function.Supplier;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.ConsumerRecords;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.stationboard.api.view.City;
import org.stationboard.api.view.TopicFollower;
import org.stationboard.api.view.TopicFollower.Followed;
import org.stationboard.api.view.TopicFollower.Start;
import org.stationboard.api.view.TopicReaders;
import org.stationboard.api.view.ViewState;
import org.stationboard.contract.EngineSet;
import org.stationboard.contract.Topic;
import org.stationboard.contract.v1.Register;
import org.stationboard.engine.Catalogue;
import org.stationboard.engine.CatalogueException;
import org.stationboard.engine.CatalogueLoader;

/**
 * Everything a wall shows, in memory, read from the log's published topics: no wall needs the database. It has threads of
 * its own, lives through an outage of the broker and goes on where it stood. Thread-safe.
 */
public final class LiveView implements AutoCloseable {
    private static final Logger LOG = LoggerFactory.getLogger(LiveView.class);
    /** How far back day figures are read, in the log's time: the charts' days and a little more. */
    private static final Duration DAYS_BACK = Duration.ofDays(30);
    /** How far back minute figures are read, in the log's time: last week's hours. */
    private static final Duration MINUTES_BACK = Duration.ofDays(8);
    /** How far back feeds and verdicts are read, in the log's time: each day's turn publishes all of them. */
    private static final Duration TURNS_BACK = Duration.ofDays(3);
    /** How far back provisional figures are read, in the machine's time: a tick, after which figures of record stand. */
    private static final Duration LIVE_BACK = Duration.ofMinutes(2);

    /**
     * How many offsets of the log itself are read of each partition: two days of a city. A count, not a time: the times
     * of an import's records say nothing about how many there are.
     */
    private static final long RECORDS_BACK = 10_000;

    private final String bootstrapServers;
    private final EngineSet set;
    private final Supplier<Register> register;
    private final Supplier<String> catalogueText;
    private final Clock clock;
    private final ReentrantLock lock = new ReentrantLock();
    private final ViewState state;
    private final List<TopicFollower> followers = new ArrayList<>();
    private volatile City city = new City(Register.getDefaultInstance());
    private volatile LoadedCatalogue catalogue = new LoadedCatalogue("", new Catalogue("", 0, false, List.of(), ""));

    private record LoadedCatalogue(String text, Catalogue catalogue) {}

    /** A view of a log whose readers follow the set it was begun with. */
    public LiveView(
            String bootstrapServers,
            Supplier<Register> register,
            Supplier<String> catalogueText,
            ZoneId zone,
            Clock clock) {
        this(bootstrapServers, EngineSet.FIRST, register, catalogueText, zone, clock);
    }

    /**
     * @param set the newest that readers of the log follow
     * @param register the newest register of the log; called often, must answer from memory
     * @param catalogueText the newest catalogue's YAML text; called often, must answer from memory; empty where there is
     *     none yet
     * @param zone the log's zone
     * @param clock the machine's clock
     */
    public LiveView(
            String bootstrapServers,
            EngineSet set,
            Supplier<Register> register,
            Supplier<String> catalogueText,
            ZoneId zone,
            Clock clock) {
        this.bootstrapServers = bootstrapServers;
        this.set = set;
        this.register = register;
        this.catalogueText = catalogueText;
        this.clock = clock;
        this.state = new ViewState(zone);
    }

    /** Begins to follow the topics; they may appear later. Once. */
    public void start() {
        followers.add(follower(
                "days",
                () -> write(ViewState::daysLoaded),
                new Followed(set.topicName(Topic.FIGURES), Start.at(() -> logTime(DAYS_BACK)))));
        followers.add(follower(
                "minutes",
                () -> write(ViewState::minutesLoaded),
                new Followed(set.topicName(Topic.FIGURES_MINUTE), Start.at(() -> logTime(MINUTES_BACK)))));
        followers.add(follower(
                "live",
                () -> {},
                new Followed(set.topicName(Topic.FIGURES_LIVE), Start.at(() -> clock.millis() - LIVE_BACK.toMillis())),
                new Followed(set.topicName(Topic.LOG_HEAD), Start.last(50))));
        followers.add(follower(
                "recent", () -> {}, new Followed(set.topicName(Topic.STATION_RECORDS), Start.last(RECORDS_BACK))));
        followers.add(follower(
                "judged",
                () -> {},
                new Followed(set.topicName(Topic.VERDICTS_NOW), Start.at(() -> logTime(TURNS_BACK))),
                new Followed(set.topicName(Topic.FEEDS), Start.at(() -> logTime(TURNS_BACK))),
                new Followed(set.topicName(Topic.ALERTS_NOW), Start.beginning())));
        followers.forEach(TopicFollower::start);
    }

    /** What the reader makes of the memory; it holds the memory's lock, so it must be quick and keep nothing of it. */
    public <T> T read(Function<ViewState, T> reader) {
        lock.lock();
        try {
            state.advance(clock.instant());
            return reader.apply(state);
        } finally {
            lock.unlock();
        }
    }

    /** The units of the newest register. */
    public City city() {
        Register newest = register.get();
        City held = city;
        if (held.isOf(newest)) {
            return held;
        }
        City built = new City(newest);
        city = built;
        return built;
    }

    /** The newest catalogue; without standards where there is none yet. */
    public Catalogue catalogue() {
        String text = catalogueText.get();
        LoadedCatalogue held = catalogue;
        if (text.isEmpty() || text.equals(held.text())) {
            return held.catalogue();
        }
        LoadedCatalogue loaded = new LoadedCatalogue(text, loadable(text, held.catalogue()));
        catalogue = loaded;
        return loaded.catalogue();
    }

    /** A catalogue that cannot be loaded is skipped by the engine, so by the screens too. */
    private static Catalogue loadable(String text, Catalogue before) {
        try {
            return CatalogueLoader.load(text);
        } catch (CatalogueException e) {
            LOG.warn("live view: the newest catalogue cannot be loaded, the one before stays: {}", e.getMessage());
            return before;
        }
    }

    /** Whether history is still being read: what is shown may lack some of it. */
    public boolean historyLoading() {
        return followers.isEmpty() || !followers.stream().allMatch(TopicFollower::loaded);
    }

    /** Whether a part of it has ended by a fault of its own: then what it shows is old and nobody would know. */
    public boolean broken() {
        return !followers.isEmpty() && !followers.stream().allMatch(TopicFollower::running);
    }

    /** The machine's clock. */
    public Instant machineNow() {
        return clock.instant();
    }

    @Override
    public void close() {
        followers.forEach(TopicFollower::close);
    }

    private TopicFollower follower(String name, Runnable whenLoaded, Followed... topics) {
        return new TopicFollower(name, bootstrapServers, List.of(topics), new TopicFollower.Reader() {
                    @Override
                    public void read(ConsumerRecords<byte[], byte[]> batch) {
                        write(memory -> takeAll(memory, batch));
                    }

                    @Override
                    public void loaded() {
                        whenLoaded.run();
                        LOG.info("live view: history of {} read", name);
                    }
                })
                .withHead(head -> write(memory -> memory.head(head)));
    }

    private void takeAll(ViewState memory, ConsumerRecords<byte[], byte[]> batch) {
        for (ConsumerRecord<byte[], byte[]> row : batch) {
            try {
                TopicReaders.take(memory, set, row);
            } catch (InvalidProtocolBufferException e) {
                LOG.warn(
                        "live view: a value of {} cannot be read, partition {}, offset {}",
                        row.topic(),
                        row.partition(),
                        row.offset());
            }
        }
    }

    /** Changes the memory; its tests stand in for the topics here. */
    void write(Consumer<ViewState> writer) {
        lock.lock();
        try {
            state.advance(clock.instant());
            writer.accept(state);
        } finally {
            lock.unlock();
        }
    }

    private long logTime(Duration back) {
        return read(memory -> memory.tick().orElse(0)) * 60_000 - back.toMillis();
    }
}
