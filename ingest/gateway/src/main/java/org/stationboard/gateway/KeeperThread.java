package org.stationboard.gateway;

import java.time.Duration;
import java.util.Map;
import java.util.concurrent.Callable;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.ScheduledThreadPoolExecutor;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicLong;
import org.jspecify.annotations.Nullable;

/**
 * The one thread a log keeper works on, with a beat between the pieces of work. Safe for use by many threads;
 * {@link #start} and {@link #stop} are for one at a time.
 */
final class KeeperThread {
    /** Whoever waits for work that was submitted and has not ended. */
    private final Map<Long, CompletableFuture<?>> waiting = new ConcurrentHashMap<>();

    private final AtomicLong submitted = new AtomicLong();

    private volatile @Nullable ScheduledThreadPoolExecutor thread;

    boolean running() {
        return thread != null;
    }

    void start() {
        ScheduledThreadPoolExecutor started = new ScheduledThreadPoolExecutor(1, task -> {
            Thread keeper = new Thread(task, "log-keeper");
            keeper.setDaemon(true);
            return keeper;
        });
        // The beat, too, gives its place in the queue back as soon as it is called off.
        started.setRemoveOnCancelPolicy(true);
        thread = started;
    }

    /** Runs {@code beat} again and again, each time so long after the last one ended; it must not throw. */
    void beat(Runnable beat, Duration between) {
        Runnable again = new Runnable() {
            @Override
            public void run() {
                beat.run();
                schedule(this, between);
            }
        };
        schedule(again, Duration.ZERO);
    }

    private void schedule(Runnable task, Duration after) {
        ScheduledThreadPoolExecutor running = thread;
        if (running == null) {
            return;
        }
        try {
            var unused = running.schedule(task, after.toMillis(), TimeUnit.MILLISECONDS);
        } catch (RejectedExecutionException e) {
            // Stopped in between: there is no further beat.
            return;
        }
    }

    /** Work that is done, or has failed, when the future says so; fails at once when stopped. */
    <T> CompletableFuture<T> submit(Callable<T> work) {
        ScheduledThreadPoolExecutor running = thread;
        CompletableFuture<T> done = new CompletableFuture<>();
        if (running == null) {
            done.completeExceptionally(new NotAcknowledgedException("log keeper: stopped", null));
            return done;
        }
        long number = submitted.incrementAndGet();
        waiting.put(number, done);
        var unused = done.whenComplete((result, failure) -> waiting.remove(number));
        try {
            running.execute(() -> complete(done, work));
        } catch (RejectedExecutionException e) {
            done.completeExceptionally(new NotAcknowledgedException("log keeper: stopped", e));
        }
        return done;
    }

    private static <T> void complete(CompletableFuture<T> done, Callable<T> work) {
        try {
            done.complete(work.call());
        } catch (Throwable e) {
            // Whoever waits is told; the thread goes on.
            done.completeExceptionally(e);
        }
    }

    /** Does the work and waits for it; throws what it threw. */
    <T> T call(Callable<T> work) {
        try {
            return submit(work).join();
        } catch (CompletionException e) {
            if (e.getCause() instanceof RuntimeException cause) {
                throw cause;
            }
            throw e;
        }
    }

    /** Ends after the work it has, or breaks that off after {@code patience}: what is not done by then has failed. */
    void stop(Duration patience) {
        ScheduledThreadPoolExecutor running = thread;
        if (running == null) {
            return;
        }
        thread = null;
        running.setExecuteExistingDelayedTasksAfterShutdownPolicy(false);
        running.shutdown();
        try {
            if (!running.awaitTermination(patience.toMillis(), TimeUnit.MILLISECONDS)) {
                running.shutdownNow();
            }
        } catch (InterruptedException e) {
            running.shutdownNow();
            Thread.currentThread().interrupt();
        }
        // What was broken off has an unknown fate, and what stood behind it never begins: nobody is to wait for either.
        waiting.values()
                .forEach(work -> work.completeExceptionally(new NotAcknowledgedException("log keeper: stopped", null)));
    }
}
