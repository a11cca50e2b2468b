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
 * The live feed: once a second it makes the next frame of every unit's view that somebody looks at and gives it to those who
 * do. Frames go on whatever happens behind them, for a screen knows by them how old everything is. Thread-safe.
 */
public final class LiveFeed implements AutoCloseable {
    private static final Logger LOG = LoggerFactory.getLogger(LiveFeed.class);
    private static final long PERIOD_MS = 1000;
    /** Frames for which a view that nobody asks for is still remembered. */
    private static final long IDLE_FRAMES = 120;

    private final Boards boards;
    private final ScheduledExecutorService frames;
    /** By the frames' thread alone. */
    private final Map<Shown, Watched> watched = new HashMap<>();

    private final Map<Shown, BoardSnapshot> newest = new ConcurrentHashMap<>();
    private final Map<Shown, Set<Client>> clients = new ConcurrentHashMap<>();
    private volatile @Nullable ScheduledFuture<?> ticking;
    /** By the frames' thread alone. */
    private long frameId;

    /** Somebody who gets the frames of a unit's view. */
    public interface Client {
        /** The next frame. Must return at once. */
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

    /** The board of what is shown, of the newest frame; empty when the register has no such unit. Completes on the frames' thread. */
    public CompletableFuture<Optional<BoardSnapshot>> board(Shown shown) {
        return onFrames(() -> boardNow(shown));
    }

    /** From the next frame on the client gets its frames; at once the newest one. Empty: no such unit. */
    public CompletableFuture<Optional<BoardSnapshot>> join(Shown shown, Client client) {
        return onFrames(() -> {
            Optional<BoardSnapshot> now = boardNow(shown);
            if (now.isPresent()) {
                clients.computeIfAbsent(shown, ignored -> ConcurrentHashMap.newKeySet())
                        .add(client);
                client.offer(now.get());
            }
            return now;
        });
    }

    /** The client gets no more frames. */
    public void leave(Shown shown, Client client) {
        clients.getOrDefault(shown, Set.of()).remove(client);
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

    private Optional<BoardSnapshot> boardNow(Shown shown) {
        BoardSnapshot held = newest.get(shown);
        Watched unit = watched.get(shown);
        if (held != null && unit != null && held.id() == frameId) {
            unit.askedAt = frameId;
            return Optional.of(held);
        }
        if (!boards.knows(shown.unitId())) {
            return Optional.empty();
        }
        unit = watched.computeIfAbsent(shown, ignored -> new Watched());
        unit.askedAt = frameId;
        return next(shown, unit);
    }

    private void tick() {
        frameId++;
        List<Shown> idle = new ArrayList<>();
        for (Map.Entry<Shown, Watched> entry : watched.entrySet()) {
            Set<Client> receivers = clients.getOrDefault(entry.getKey(), Set.of());
            if (receivers.isEmpty() && entry.getValue().askedAt < frameId - IDLE_FRAMES) {
                idle.add(entry.getKey());
                continue;
            }
            try {
                next(entry.getKey(), entry.getValue())
                        .ifPresent(snapshot -> receivers.forEach(client -> client.offer(snapshot)));
            } catch (RuntimeException e) {
                // One view's fault must not end the frames of the others; its screens go stale and say so.
                LOG.error("live feed: no frame of {}", entry.getKey(), e);
            }
        }
        idle.forEach(this::forget);
    }

    private Optional<BoardSnapshot> next(Shown shown, Watched unit) {
        Optional<BoardSnapshot> snapshot = boards.next(shown, frameId, unit.remembered);
        snapshot.ifPresent(made -> newest.put(shown, made));
        return snapshot;
    }

    private void forget(Shown shown) {
        watched.remove(shown);
        newest.remove(shown);
        clients.remove(shown, Set.of());
    }
}
