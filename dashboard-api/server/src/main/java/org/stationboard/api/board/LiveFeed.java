package org.stationboard.api.board;

import java.time.Clock;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.Executors;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.ScheduledFuture;
import java.util.concurrent.TimeUnit;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The live feed: once a second it makes the next frame of every unit that somebody looks at and gives it to those who
 * do. Frames go on whatever happens behind them, for a screen knows by them how old everything is. Thread-safe.
 */
public final class LiveFeed implements AutoCloseable {
    private static final Logger LOG = LoggerFactory.getLogger(LiveFeed.class);
    private static final long PERIOD_MS = 1000;
    /** Frames for which a unit that nobody asks for is still remembered. */
    private static final long IDLE_FRAMES = 120;

    private final Boards boards;
    private final ScheduledExecutorService frames;
    /** By the frames' thread alone. */
    private final Map<String, Watched> watched = new HashMap<>();

    private final Map<String, BoardSnapshot> newest = new ConcurrentHashMap<>();
    private final Map<String, Set<Client>> clients = new ConcurrentHashMap<>();
    private volatile @Nullable ScheduledFuture<?> ticking;
    /** By the frames' thread alone. */
    private long frameId;

    /** Somebody who gets a unit's frames. */
    public interface Client {
        /** The unit's next frame. Must return at once. */
        void offer(BoardSnapshot snapshot);

        /** There will be no more frames. Must return at once. */
        void end();
    }

    private static final class Watched {
        private final Boards.Remembered remembered = new Boards.Remembered();
        private long askedAt;
    }

    /** Frame ids begin at the machine's seconds: after a restart they are larger than any before. */
    public LiveFeed(Boards boards, Clock clock) {
        this.boards = boards;
        this.frameId = clock.instant().getEpochSecond();
        this.frames = Executors.newSingleThreadScheduledExecutor(task -> {
            Thread thread = new Thread(task, "frames");
            thread.setDaemon(true);
            return thread;
        });
    }

    /** Begins with the frames. */
    public void start() {
        ticking = frames.scheduleAtFixedRate(this::tick, PERIOD_MS, PERIOD_MS, TimeUnit.MILLISECONDS);
    }

    /** The unit's board of the newest frame; empty when the register has no such unit. Completes on the frames' thread. */
    public CompletableFuture<Optional<BoardSnapshot>> board(String unitId) {
        return onFrames(() -> boardNow(unitId));
    }

    /** From the next frame on the client gets the unit's frames; at once the newest one. Empty: no such unit. */
    public CompletableFuture<Optional<BoardSnapshot>> join(String unitId, Client client) {
        return onFrames(() -> {
            Optional<BoardSnapshot> now = boardNow(unitId);
            if (now.isPresent()) {
                clients.computeIfAbsent(unitId, ignored -> ConcurrentHashMap.newKeySet())
                        .add(client);
                client.offer(now.get());
            }
            return now;
        });
    }

    /** The client gets no more frames. */
    public void leave(String unitId, Client client) {
        clients.getOrDefault(unitId, Set.of()).remove(client);
    }

    /** Whether the register has the unit. */
    public boolean knows(String unitId) {
        return boards.knows(unitId);
    }

    /** How many clients there are. */
    public int clientCount() {
        return clients.values().stream().mapToInt(Set::size).sum();
    }

    @Override
    public void close() {
        ScheduledFuture<?> running = ticking;
        if (running != null) {
            running.cancel(false);
        }
        frames.shutdownNow();
        clients.values().forEach(all -> all.forEach(Client::end));
        clients.clear();
    }

    private <T> CompletableFuture<T> onFrames(Supplier<T> task) {
        try {
            return CompletableFuture.supplyAsync(task, frames);
        } catch (RejectedExecutionException e) {
            return CompletableFuture.failedFuture(e);
        }
    }

    private Optional<BoardSnapshot> boardNow(String unitId) {
        BoardSnapshot held = newest.get(unitId);
        Watched unit = watched.get(unitId);
        if (held != null && unit != null && held.id() == frameId) {
            unit.askedAt = frameId;
            return Optional.of(held);
        }
        if (!boards.knows(unitId)) {
            return Optional.empty();
        }
        unit = watched.computeIfAbsent(unitId, ignored -> new Watched());
        unit.askedAt = frameId;
        return next(unitId, unit);
    }

    private void tick() {
        frameId++;
        List<String> idle = new ArrayList<>();
        for (Map.Entry<String, Watched> entry : watched.entrySet()) {
            Set<Client> receivers = clients.getOrDefault(entry.getKey(), Set.of());
            if (receivers.isEmpty() && entry.getValue().askedAt < frameId - IDLE_FRAMES) {
                idle.add(entry.getKey());
                continue;
            }
            try {
                next(entry.getKey(), entry.getValue())
                        .ifPresent(snapshot -> receivers.forEach(client -> client.offer(snapshot)));
            } catch (RuntimeException e) {
                // One unit's fault must not end the frames of the others; its screens go stale and say so.
                LOG.error("live feed: no frame of unit {}", entry.getKey(), e);
            }
        }
        idle.forEach(this::forget);
    }

    private Optional<BoardSnapshot> next(String unitId, Watched unit) {
        Optional<BoardSnapshot> snapshot = boards.next(unitId, frameId, unit.remembered);
        snapshot.ifPresent(made -> newest.put(unitId, made));
        return snapshot;
    }

    private void forget(String unitId) {
        watched.remove(unitId);
        newest.remove(unitId);
        clients.remove(unitId, Set.of());
    }
}
